import type { numbers as vi } from '../vi/numbers'

export const numbers: Record<keyof typeof vi, string> = {
  'csv.take': 'Download CSV',
  'share.take': 'Share',
}
