/**
 * The ids of all files a letter's body names, wherever they stand in it: attachments (FileRef) and pictures in a text.
 * So no module can forget to send a file along with the letter that shows it.
 */
export function filesIn(body: unknown): string[] {
  const found = new Set<string>()
  walk(body, found)
  return [...found]
}

function walk(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) return value.forEach((part) => walk(part, found))
  if (typeof value !== 'object' || value === null) return
  const record = value as Record<string, unknown>
  if (typeof record.id === 'string' && typeof record.mediaType === 'string' && typeof record.size === 'number')
    found.add(record.id)
  else if (record.type === 'image' && typeof (record.attrs as { fileId?: unknown })?.fileId === 'string')
    found.add((record.attrs as { fileId: string }).fileId)
  else Object.values(record).forEach((part) => walk(part, found))
}
