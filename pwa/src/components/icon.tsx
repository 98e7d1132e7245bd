const PATHS = {
  add: 'M12 5v14M5 12h14',
  alert:
    'M12 8v5m0 3.5v.5M10.3 4 2.6 17.5A2 2 0 0 0 4.3 20.5h15.4a2 2 0 0 0 1.7-3L13.7 4a2 2 0 0 0-3.4 0Z',
  back: 'M15 5l-7 7 7 7',
  bank: 'M3 9l9-5 9 5zM6 12v5m6-5v5m6-5v5M3 20h18',
  book: 'M12 6v14M12 6C9 4 6 4 3 5v13c3-1 6-1 9 2 3-3 6-3 9-2V5c-3-1-6-1-9 1Z',
  chart: 'M4 20h16M7 16v-5m5 5V6m5 10v-8',
  chat: 'M4 5h16v11H9l-5 4z',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  clock: 'M12 7v5l3.5 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z',
  close: 'M6 6l12 12M18 6 6 18',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  down: 'M12 5v14m6-6-6 6-6-6',
  file: 'M6 3h8l4 4v14H6zM9 12h6m-6 4h6',
  forward: 'M9 5l7 7-7 7',
  heart: 'M12 20 4 12a5 5 0 0 1 8-6 5 5 0 0 1 8 6Z',
  id: 'M3 5h18v14H3zm11 5h4m-4 4h4M6 16c.5-4 4.5-4 5 0M8.5 9v.1',
  key: 'M8 19a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm3-7 9-9m-4 4 3 3',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  more: 'M4 12h2m5 0h2m5 0h2',
  pen: 'M4 20h4L19 9a2.1 2.1 0 0 0-3-3L5 17v3Z',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 9c.6-4 3.8-6 8-6s7.4 2 8 6',
  phone: 'M7 3h10v18H7zM11 18h2',
  qr: 'M4 4h6v6H4zm10 0h6v6h-6zM4 14h6v6H4zm10 0h2v2m4-2v6h-6',
  remove: 'M5 12h14',
  save: 'M12 4v11m-5-5 5 5 5-5M5 20h14',
  scan: 'M4 8V4h4m8 0h4v4m0 8v4h-4M8 20H4v-4m3-4h10',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 5 5',
  send: 'M12 19V5m-6 6 6-6 6 6',
  shield: 'M12 3 4 6v6c0 5 4 8 8 9 4-1 8-4 8-9V6zM9 12l2 2 4-4',
  sim: 'M7 3h7l4 4v14H7zm3 9h5v5h-5z',
  team: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-7 9c.5-3.6 3.3-5.5 7-5.5s6.5 1.9 7 5.5m-.5-16a3.5 3.5 0 0 1 0 7m6.5 9c-.3-2.5-1.7-4.3-4-5.1',
  undo: 'M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3',
  wallet: 'M3 6h18v13H3zm0 4h18m-5 5h2',
  waves: 'M6 9a6 6 0 0 1 0 6m5-9a10 10 0 0 1 0 12m5-15a15 15 0 0 1 0 18',
} as const

export type IconName = keyof typeof PATHS

/** A line drawing beside words; it says nothing on its own, so readers skip it. */
export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  // It grows with the text, of which 16 is one rem.
  const side = `${size / 16}rem`
  return (
    <svg width={side} height={side} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path
        d={PATHS[name]}
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  )
}

/** The sign of the app: a door at the end of an alley. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="currentColor" />
      <path
        d="M5 27 13 15V9l3-3 3 3v6l8 12"
        fill="none"
        stroke="var(--paper)"
        stroke-width="2.5"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <path
        d="M16 20v7"
        stroke="var(--paper)"
        stroke-width="2.5"
        stroke-linecap="round"
        stroke-dasharray="2 4"
      />
    </svg>
  )
}
