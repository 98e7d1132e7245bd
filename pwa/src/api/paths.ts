import type { paths } from '../../generated/types'

/** A route that answers a GET with JSON, as the server describes it. */
export type Route = keyof paths

type Get<R extends Route> = paths[R]['get']
/** Parameters of one kind, of which the optional ones may be undefined; a route without any has `never`. */
type Given<T> = [T] extends [never]
  ? unknown
  : { [Name in keyof T]: object extends Pick<T, Name> ? T[Name] | undefined : T[Name] }

/** What fills the path of a route, and its query. */
export type Params<R extends Route> = Given<NonNullable<paths[R]['parameters']['path']>> &
  Given<NonNullable<Get<R>['parameters']['path']>> &
  Given<NonNullable<Get<R>['parameters']['query']>>
export type Body<R extends Route> = Get<R>['responses'][200]['content']['application/json']

/** Parameters may be left out where all of them are optional. */
export type Args<R extends Route> =
  object extends Params<R> ? [params?: Params<R>] : [params: Params<R>]

/** The query string of the parameters that have a value, in the order of their names. */
export function queryOf(params: object): string {
  const set = Object.entries(params).filter(([, value]) => value != null && value !== '')
  set.sort(([a], [b]) => (a < b ? -1 : 1))
  const text = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString()
  return text ? `?${text}` : ''
}

/** The path and query of a request. The desk stores an answer under it, so its form must not change. */
export function pathOf<R extends Route>(route: R, ...[params = {} as Params<R>]: Args<R>): string {
  const query: Record<string, unknown> = { ...(params as object) }
  const path = route.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(query[name])
    delete query[name]
    return encodeURIComponent(value)
  })
  return path + queryOf(query)
}
