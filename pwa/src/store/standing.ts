import type { RecordView } from './reading'
import type { OutboxItem, SentItem } from './rows'

/** Where a record stands. The words on screen: Chưa gửi · Đang gửi · Đã gửi xong · Cần sửa. */
export type Where = 'here' | 'sending' | 'received' | 'attention'

/** The server holds it for a person to settle, and no correction of it waits. */
export function unsettled(item: SentItem, waiting: OutboxItem[]): boolean {
  if (item.verdict === 'applied' || item.settled) return false
  return !waiting.some((one) => one.replaces === item.id)
}

/** Where a record stands, before it is known what is on its way. */
export function whereOf({ row, waiting, open }: RecordView): Where {
  if (waiting.some((item) => item.error !== null)) return 'attention'
  if (open.some((item) => unsettled(item, waiting))) return 'attention'
  if (waiting.length > 0) return 'here'
  return row?.state === 'attention' ? 'attention' : 'received'
}

/** Whether a person counts it as a session, "buổi": all else that is sent stands apart. */
export function isSession({ row, fields, waiting, open }: RecordView): boolean {
  const kind = (row ?? waiting[0] ?? open[0])?.kind
  return kind === 'help_session' && fields !== null && fields.status !== 'void'
}
