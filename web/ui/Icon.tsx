/** Line drawings on a 20 × 20 field, one weight, so that the menu, the tools and the tables look like one hand. */
const drawings = {
  home: 'M3 9l7-6 7 6v8h-5v-5H8v5H3z',
  inbox: 'M3 11l2.5-7h9L17 11v5H3zM3 11h4l1.2 2h3.6L13 11h4',
  pen: 'M4 16l.8-3.4L13.6 4l2.4 2.4-8.7 8.7zM11.8 5.8l2.4 2.4',
  list: 'M7 5h10M7 10h10M7 15h10M3 5h.6M3 10h.6M3 15h.6',
  check: 'M4 10.5l4 4 8-9',
  stamp: 'M8 10.5c0-1.4-.8-2-.8-3.5a2.8 2.8 0 0 1 5.6 0c0 1.5-.8 2.1-.8 3.5h3.5V14h-11v-3.5zM4 17h12',
  book: 'M10 5C8 3.7 5.5 3.5 3 4v11.5c2.5-.5 5-.3 7 1 2-1.3 4.5-1.5 7-1V4c-2.5-.5-5-.3-7 1zm0 0v11',
  columns: 'M3 4h14v12H3zM8 4v12M8 8h9M8 12h9',
  eye: 'M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5zM10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  bell: 'M5 14V9a5 5 0 0 1 10 0v5l1.5 1h-13zM8.5 17h3',
  person: 'M10 10a3.2 3.2 0 1 0 0-6.4A3.2 3.2 0 0 0 10 10zM3.5 17c.6-3 3-5 6.5-5s5.9 2 6.5 5',
  people:
    'M7.5 9.5a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM2 16.5c.5-2.8 2.5-4.5 5.5-4.5s5 1.7 5.5 4.5M13 4.2a2.6 2.6 0 0 1 0 5M14.5 12.2c2 .5 3.2 2 3.5 4.3',
  tree: 'M8 3h4v4H8zM2.5 13h4v4h-4zM13.5 13h4v4h-4zM10 7v3M4.5 13v-3h11v3',
  key: 'M7 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10.5 10H18M15 10v3',
  shield: 'M10 2.5l6.5 2.3v4.7c0 4-2.7 6.6-6.5 8-3.8-1.4-6.5-4-6.5-8V4.8zM7 10l2.3 2.3L13.3 8',
  settings: 'M3 6h7M14 6h3M3 14h3M10 14h7M12 4v4M8 12v4',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l4 4',
  filter: 'M3 4h14l-5.5 6.5V16l-3-1.5v-4z',
  plus: 'M10 4v12M4 10h12',
  close: 'M5 5l10 10M15 5L5 15',
  upload: 'M10 13V3.5M6 7l4-3.5L14 7M3.5 13v3.5h13V13',
  download: 'M10 3.5V13M6 9.5l4 3.5 4-3.5M3.5 13v3.5h13V13',
  print: 'M6 7V3h8v4M6 14H3V7h14v7h-3M6 11.5h8V17H6z',
  attach: 'M15.5 9l-6 6a3.5 3.5 0 0 1-5-5l6.5-6.5a2.3 2.3 0 0 1 3.3 3.3l-6.3 6.2a1.1 1.1 0 0 1-1.6-1.6L12 6',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4l2.7 1.7',
  flag: 'M5 17V3.5h9.5L13 7l1.5 3.5H5',
  send: 'M3 10l14-6-4.5 13-3-5.5zM9.5 11.5L17 4',
  back: 'M8 5L3.5 9.5 8 14M3.5 9.5H12a4.5 4.5 0 0 1 0 7h-2',
  undo: 'M7.5 4L4 7.5 7.5 11M4 7.5h7.5a4.3 4.3 0 0 1 0 8.5H7',
  redo: 'M12.5 4L16 7.5 12.5 11M16 7.5H8.5a4.3 4.3 0 0 0 0 8.5H13',
  table: 'M3 4h14v12H3zM3 8h14M3 12h14M8 4v12M13 4v12',
  image: 'M3 4h14v12H3zM3 13.5l4-4 3.5 3.5 2-2 4.5 4.5M13 8.2h.5',
  merge: 'M5 3v3.5a3.5 3.5 0 0 0 3.5 3.5H15M5 17v-3.5A3.5 3.5 0 0 1 8.5 10M12 6.5l3.5 3.5-3.5 3.5',
  compare: 'M3 4h6v12H3zM11 4h6v12h-6M5 7.5h2M5 10.5h2M13 7.5h2M13 10.5h2',
  down: 'M5 7.5l5 5 5-5',
  right: 'M7.5 5l5 5-5 5',
  left: 'M12.5 5l-5 5 5 5',
  up: 'M5 12.5l5-5 5 5',
  more: 'M4.5 10h.6M9.7 10h.6M15 10h.6',
  warning: 'M10 3.5L17.5 16h-15zM10 8.5v3.5M10 14v.4',
  info: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9v4.5M10 6.6V7',
  lock: 'M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  history: 'M3.5 10a6.5 6.5 0 1 0 2-4.7L3.5 7M3.5 3.5V7H7M10 6.5V10l2.5 1.5',
  chart: 'M3 17h14M5.5 14V9.5M10 14V4.5M14.5 14V7.5',
  trash: 'M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.7 11.5h7.6l.7-11.5M8.5 8.5v5.5M11.5 8.5v5.5',
  copy: 'M7 7h9.5v10H7zM4 13H3.5V3.5H13V4',
  comment: 'M3 4h14v9.5H9L5.5 17v-3.5H3z',
  pin: 'M7 3h6l-.8 5 2.3 3h-9l2.3-3zM10 11v6',
  drag: 'M7.5 5h.1M7.5 10h.1M7.5 15h.1M12.5 5h.1M12.5 10h.1M12.5 15h.1',
  pause: 'M7 4.5v11M13 4.5v11',
  globe:
    'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM3 10h14M10 3c2 2 2.8 4.3 2.8 7S12 15 10 17c-2-2-2.8-4.3-2.8-7S8 5 10 3z',
  leave: 'M11 3.5H4v13h7M8 10h9M14 7l3 3-3 3',
} as const

export type IconName = keyof typeof drawings

/** A line drawing beside a word. It says nothing to a screen reader: the word does. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden
      focusable="false"
    >
      <path d={drawings[name]} />
    </svg>
  )
}
