import type { ComponentType } from 'preact'
import { loadLaterWords, type Word } from '../i18n'
import type { Params } from './router'

export interface ScreenProps {
  params: Params
}

export interface Route {
  path: string
  /** A path that shows the screen, for whoever goes through all of them. */
  example: string
  name: Word
  /** Which tabs stand at the foot: the phone's, the desk's, or none. */
  frame: 'phone' | 'desk' | 'none'
  load: () => Promise<ComponentType<ScreenProps>>
}

export const SOME_ID = '00000000-0000-4000-8000-000000000001'

/** A screen that comes with its own file, and the sentences that only later screens need. */
export function later<M>(load: () => Promise<M>, pick: (module: M) => ComponentType<ScreenProps>) {
  return async () => {
    const [module] = await Promise.all([load(), loadLaterWords()])
    return pick(module)
  }
}
