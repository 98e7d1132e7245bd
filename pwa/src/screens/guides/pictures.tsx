// What a step of a guide shows, drawn on 64 by 48: `strong` is what to look at. The server knows the
// names (server/guides/pictures.py), for coordinators choose among them.

const PHONE = 'M24 4h16q3 0 3 3v34q0 3-3 3h-16q-3 0-3-3v-34q0-3 3-3z'
const LEFT_PERSON = 'M20 18a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM9 42c1-12 5-18 11-18s10 6 11 18'
const RIGHT_PERSON = 'M45 18a6 6 0 1 0 0-12 6 6 0 0 0 0 12zM34 42c1-12 5-18 11-18s10 6 11 18'
const STAR =
  'l1.600 3.300h3.600l-2.800 2.300 1 3.500-3.400-2.100-3.400 2.100 1-3.500-2.800-2.300h3.600z'

interface Picture {
  plain: string
  strong: string
}

export const PICTURES: Record<string, Picture> = {
  away: { plain: LEFT_PERSON, strong: `${RIGHT_PERSON}M54 12h7m-3-3 3 3-3 3` },
  bank: {
    plain: 'M8 42h48M10 18l22-12 22 12zM14 22v16M50 22v16',
    strong: 'M36 36h-5a4 4 0 1 1 0-8h5m0-5v13m-4-10h7',
  },
  beside: { plain: LEFT_PERSON, strong: `${RIGHT_PERSON}M29 30h6v9h-6z` },
  call: {
    plain: 'M18 8l6 10-5 4q4 8 11 12l4-5 10 6q-1 7-7 7q-22-2-26-26q0-7 7-8z',
    strong: 'M52 8v12m0 6v.5',
  },
  camera: {
    plain: 'M8 14h12l4-6h16l4 6h12v26h-48z',
    strong: 'M32 34a8 8 0 1 0 0-16 8 8 0 0 0 0 16z',
  },
  card: {
    plain: 'M10 10h44q3 0 3 3v22q0 3-3 3h-44q-3 0-3-3v-22q0-3 3-3z',
    strong: 'M13 17h11v14h-11zM30 19h20m-20 6h20m-20 6h12',
  },
  coin: {
    plain: 'M32 42a18 18 0 1 0 0-36 18 18 0 0 0 0 36z',
    strong: 'M37 33h-6a5.500 5.500 0 1 1 0-11h6m0-7v18m-5-15h9',
  },
  face: {
    plain: 'M10 14v-8h8m28 0h8v8m0 20v8h-8m-28 0h-8v-8',
    strong: 'M32 36a11 12 0 1 0 0-24 11 12 0 0 0 0 24zM28 22h.01m8 0h.01m-8 7q4 4 8 0',
  },
  fingerprint: {
    plain: 'M20 40q-3-8-2-14a14 14 0 0 1 28 0q1 8-1 14M32 26q1 9 0 16',
    strong: 'M26 42q-3-9-2-15a8 8 0 0 1 16 0q1 8-1 15',
  },
  form: { plain: PHONE, strong: 'M26 12h12M26 19h12v7h-12zM26 33h12' },
  link: {
    plain: 'M26 30l12-12M22 24l-6 6a7 7 0 0 0 10 10l6-6m10-10 6-6a7 7 0 0 0-10-10l-6 6',
    strong: 'M54 28v9m0 6v.5',
  },
  lock: { plain: 'M16 22h32v20h-32z', strong: 'M22 22v-6a10 10 0 0 1 20 0v6m-10 7v6' },
  nfc: {
    plain: 'M11 4h14q3 0 3 3v34q0 3-3 3h-14q-3 0-3-3v-34q0-3 3-3z',
    strong: 'M34 18q4 6 0 12m6-16q7 10 0 20m6-24q10 14 0 28',
  },
  passcode: {
    plain: 'M6 14h52v20h-52z',
    strong:
      'M17 19v10m-4-7.500 8 5m0-5-8 5M32 19v10m-4-7.500 8 5m0-5-8 5M47 19v10m-4-7.500 8 5m0-5-8 5',
  },
  phones: { plain: 'M7 8h15v32h-15z', strong: 'M42 8h15v32h-15zM27 24h10m-4-4 4 4-4 4' },
  police: {
    plain: 'M8 42h48M12 42v-20h40v20M7 22l25-16 25 16zM28 42v-10h8v10',
    strong: `M32 10${STAR}`,
  },
  portal: { plain: 'M6 8h52v34h-52zM6 16h52m-47-4h.01m5 0h.01', strong: `M32 23${STAR}` },
  qr: {
    plain: 'M13 5h38v38h-38z',
    strong: 'M19 11h9v9h-9zM36 11h9v9h-9zM19 28h9v9h-9zM36 28h4v4h-4zM43 36h2',
  },
  search: {
    plain: 'M8 10h30M8 18h18M8 26h14M8 34h16',
    strong: 'M41 34a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM48 32l9 9',
  },
  sim: { plain: 'M20 6h16l10 10v26h-26z', strong: 'M26 23h14v13h-14zM33 23v13m-7-6h14' },
  slip: {
    plain: 'M14 6h26l10 10v26h-36zM40 6v10h10',
    strong: 'M21 23h22m-22 7h22m-22 7h12',
  },
  sms: {
    plain: 'M13 4h16q3 0 3 3v34q0 3-3 3h-16q-3 0-3-3v-34q0-3 3-3z',
    strong:
      'M26 12h27q3 0 3 3v10q0 3-3 3h-17l-6 6v-6h-4q-3 0-3-3v-10q0-3 3-3zM33 20h.01m7 0h.01m7 0h.01',
  },
  speaker: {
    plain: 'M8 19h9l12-10v30l-12-10h-9z',
    strong: 'M37 18q5 6 0 12m7-18q9 12 0 24',
  },
  stall: {
    plain: 'M9 6h46l4 11h-54zM10 17v26M54 17v26M10 38h44',
    strong: 'M25 21h14v14h-14zM29 25h2v2h-2zM33 29h2v2h-2z',
  },
  stop: { plain: 'M24 5h16l12 12v14l-12 12h-16l-12-12v-14z', strong: 'M32 13v14m0 7v.5' },
  store: { plain: PHONE, strong: 'M32 12v15m-6-6 6 6 6-6M25 35h14' },
  unlink: { plain: PHONE, strong: 'M26 18l12 12m0-12-12 12' },
}

/** A step as a drawing; the sentence beside it says the same, so readers skip it. */
export function StepPicture({ name }: { name: string | null }) {
  const picture = name === null ? undefined : PICTURES[name]
  // A picture that a later version of the app has drawn leaves its place empty.
  return (
    <svg class="drawn" viewBox="2 1 60 46" fill="none" aria-hidden="true">
      {picture && <path d={picture.plain} />}
      {picture && <path class="strong" d={picture.strong} />}
    </svg>
  )
}
