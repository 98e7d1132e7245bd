import { type Args, pathOf, type Route } from '../../api/paths'
import { refresh } from '../../sync/desk'
import type { Outcome } from '../outcome'

/** Fetches an answer for the desk and stores it; the screens that show it read it there. */
export const refreshAnswer = <R extends Route>(route: R, ...args: Args<R>): Promise<Outcome> =>
  refreshPath(pathOf(route, ...args))

/** The same by the path of the request. */
export const refreshPath = (path: string): Promise<Outcome> => refresh(path)
