/** What an action answers; `problem` is a code of the register of problems (i18n/ has its sentence). */
export type Outcome<T = object> =
  | ({ ok: true } & T)
  | {
      ok: false
      problem: string
      details?: Readonly<Record<string, unknown>>
      /** Seconds that the server asks to wait. */
      retryAfter?: number | null
    }
