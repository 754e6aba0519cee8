/** Keys of this page in one quiet line: `<KeyHints keys={[['J K', t('…')], ['Enter', t('…')]]} />`. */
export function KeyHints({ keys }: { keys: readonly (readonly [keys: string, does: string])[] }) {
  return (
    <div className="zx-key-hints">
      {keys.map(([names, does]) => (
        <span key={names}>
          {names.split(' ').map((name) => (
            <kbd key={name}>{name}</kbd>
          ))}{' '}
          {does}
        </span>
      ))}
    </div>
  )
}
