import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'

interface SignInDialog {
  Form: ComponentType<{ onEnd: (same: boolean) => void }>
  answer: (again: boolean) => void
}

/** The sign-in over a page whose session has ended; null while there is none. */
export const signInDialog = signal<SignInDialog | null>(null)

export const isSigningInAgain = (): boolean => signInDialog.value !== null
