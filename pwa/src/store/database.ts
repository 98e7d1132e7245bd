import { Dexie, type Table } from 'dexie'
import { STORE } from '../practice'
import type {
  BaseRow,
  CarriedBundle,
  DeskAnswer,
  Draft,
  OutboxItem,
  SentItem,
  SettingRow,
} from './rows'
import { setStatus } from './status'

// One database, so that one transaction can span a row and its outbox line. Rows keep the wire's
// own names, hence the index on f.day.
export class Database extends Dexie {
  declare outbox: Table<OutboxItem, string>
  declare sent: Table<SentItem, string>
  declare base: Table<BaseRow, string>
  /** Base being built anew beside the old one. */
  declare shadow: Table<BaseRow, string>
  declare meta: Table<SettingRow, string>
  declare drafts: Table<Draft, string>
  declare desk: Table<DeskAnswer, string>
  declare carried: Table<CarriedBundle, string>
  /** A newer app has taken the database; this page must not open it again. */
  gaveWay = false

  constructor(name: string) {
    // strict: "saved" is said only once the medium has it.
    super(name, { chromeTransactionDurability: 'strict' })
    this.version(1).stores({
      outbox: '&id, no, record',
      sent: '&id, record, sentAt, open',
      base: '&id, kind, channel, [kind+channel], [kind+f.day]',
      shadow: '&id, channel',
      meta: '&key',
      drafts: '&key',
      desk: '&key',
    })
    this.version(2).stores({ carried: '&id, state' })
    // A newer app is opening the database in another tab. This one must not go on writing old
    // shapes into it, and Dexie would reopen by itself.
    this.on('versionchange', () => {
      this.gaveWay = true
      this.close({ disableAutoOpen: true })
      setStatus({ storageProblem: 'newer_version' })
      return false // Dexie's own answer would let it reopen
    })
  }
}

export const db = new Database(STORE)
