// What a phone keeps when its pages are gone: the database and the small store beside it.

import { IDBDatabase, IDBFactory } from 'fake-indexeddb'

type Step = () => void
const steps = new WeakMap<object, Step>()

const transaction = IDBDatabase.prototype.transaction
IDBDatabase.prototype.transaction = function (this: object, ...given: never[]) {
  // Before a transaction the system may take the page away; a transaction itself is whole or not.
  steps.get(this)?.()
  return Reflect.apply(transaction, this, given)
}

export class Storage {
  private factory = new IDBFactory()
  private readonly kept = new Map<string, string>()
  readonly local = {
    getItem: (key: string) => this.kept.get(key) ?? null,
    setItem: (key: string, value: string) => void this.kept.set(key, value),
    removeItem: (key: string) => void this.kept.delete(key),
  }

  /** The database as one process opens it: `step` runs before each of its transactions. */
  opener(step: Step): Pick<IDBFactory, 'open' | 'cmp' | 'deleteDatabase' | 'databases'> {
    const { factory } = this
    return {
      open: (name: string, version?: number) => {
        step()
        const asked = factory.open(name, version)
        asked.addEventListener('success', () => steps.set(asked.result, step))
        return asked
      },
      cmp: (a: unknown, b: unknown) => factory.cmp(a, b),
      deleteDatabase: (name: string) => factory.deleteDatabase(name),
      databases: () => factory.databases(),
    }
  }

  /** The browser throws the database away; what stands beside it stays. */
  empty(): void {
    this.factory = new IDBFactory()
  }

  /** Takes over what stands beside the database of another phone. */
  copyBeside(other: Storage): void {
    this.kept.clear()
    for (const [key, value] of other.kept) this.kept.set(key, value)
  }
}
