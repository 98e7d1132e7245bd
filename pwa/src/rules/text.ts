// Text for searching: the twin of sync/text.py.

/** "Đức  Phổ" gives "duc pho". NFD alone leaves đ, which is a letter and not a mark. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replaceAll('đ', 'd')
    .replace(/[ \t\r\n\u00a0]+/g, ' ')
    .replace(/^ | $/g, '')
}
