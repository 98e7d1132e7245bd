import type { ComponentType } from 'preact'
import { loadLaterWords, type Word } from '../i18n'
import type { Params } from './router'

export interface ScreenProps {
  params: Params
}

export interface Route {
  path: string
  name: Word
  /** Which tabs stand at the foot: the phone's, the desk's, or none. */
  frame: 'phone' | 'desk' | 'none'
  load: () => Promise<ComponentType<ScreenProps>>
}

/** A screen that comes with its own file, and the sentences that only later screens need. */
export function later<M>(load: () => Promise<M>, pick: (module: M) => ComponentType<ScreenProps>) {
  return async () => {
    const [module] = await Promise.all([load(), loadLaterWords()])
    return pick(module)
  }
}
