/** What numbers say when they leave the screen. */
export const numbers = {
  'csv.take': 'Tải CSV',
  'share.take': 'Chia sẻ',
} as const
