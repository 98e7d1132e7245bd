interface Line {
  start: string | null
  minutes: number | null
}

/** The end of a line of a programme, such as "08:30"; null without a start or a length. */
export function agendaEnd({ start, minutes }: Line): string | null {
  if (!start || !minutes) return null
  const at = Number(start.slice(0, 2)) * 60 + Number(start.slice(3)) + minutes
  return [Math.floor(at / 60) % 24, at % 60].map((n) => String(n).padStart(2, '0')).join(':')
}
