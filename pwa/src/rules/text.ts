// Text for searching: the twin of sync/text.py.

/** "Đức  Phổ" gives "duc pho". NFD alone leaves đ, a letter and not a mark; ð and ɖ are drawn alike. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đðɖ]/g, 'd')
    .replace(/[ \t\r\n\u00a0]+/g, ' ')
    .replace(/^ | $/g, '')
}
