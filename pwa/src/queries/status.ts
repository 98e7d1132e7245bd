import { type ReadonlySignal, signal } from '@preact/signals'
import { getStatus, type Status, watchStatus } from '../store/status'

const current = signal<Status>(getStatus())
watchStatus((status) => {
  current.value = status
})

/** What is true of this page right now, as a signal. */
export const status: ReadonlySignal<Status> = current
