// The sentences, in src/i18n/LANGUAGE/PACK.json or, in a pack of several subjects,
// src/i18n/LANGUAGE/PACK/SUBJECT.json. A screen imports a pack as `virtual:words/PACK`. English is one
// module, which few phones need.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/** The packs of the server's problems; `later`, which every phone has, brings all others. */
const PROBLEMS: Record<string, string> = {
  coordinators: `
    account_disabled already_closed already_replaced already_there bad_credentials bad_factor
    before_unit change_too_large changed_meanwhile code_taken figure_there figures_full
    label_refused last_active last_factor later_closed login_taken method_not_allowed
    month_incomplete no_factor not_taken_in nothing_to_share parts_there passkeys_full
    password_refused person_named reset_unknown sheet_busy sheet_changes_many sheet_empty
    sheet_refused sheet_slow sheet_too_large sheet_too_old sheet_unreadable sheet_without_headings
    sign_in_unfinished still_undecided target_above target_there targets_full unit_full
    unit_has_accounts unit_in_use wrong_password`,
  lead: `
    added_too_much change_slow closed_on_day confirm_first conflict_settled day_too_early
    day_too_late files_busy member_exists merge_elsewhere merge_erased merge_lead still_waiting`,
  sessions: `
    too_many_sessions`,
  certificates: `
    certificates_full nothing_to_confirm`,
  codes: `
    code_expired code_not_open codes_full link_refused`,
  sites: `
    page_withdrawn second_person_needed site_name_taken source_refused`,
  files: `
    blob_damaged blob_missing file_refused photo_has_metadata quota_full wrong_offset`,
  activities: `
    activities_full activity_there`,
  papers: `
    papers_full`,
}

const PACK_OF = new Map(
  Object.entries(PROBLEMS).flatMap(([pack, codes]) =>
    codes
      .trim()
      .split(/\s+/)
      .map((code) => [code, pack] as const),
  ),
)

/** The pack of a server's problem. */
export const packOf = (code: string): string => PACK_OF.get(code) ?? 'later'

/** The codes above, for the test that the register has them. */
export const codes = (): string[] => [...PACK_OF.keys()]

const I18N = fileURLToPath(new URL('./src/i18n/', import.meta.url))
const REGISTER = fileURLToPath(new URL('../sync/problems.json', import.meta.url))
/** As it is imported, or by the address that a browser asks for in development. */
const NAME = /^(?:virtual:words|.*\/i18n\/packs)\/([\w-]+?)(?:\.js)?$/
/** Below src/, so that precache.config.ts can hold a pack like any other module. */
const FOLDER = `${I18N}packs/`

/** The files of a pack, or of a whole language. */
function filesOf(language: string, pack?: string): string[] {
  const files = readdirSync(I18N + language, { recursive: true, encoding: 'utf8' })
  return files
    .filter((name) => name.endsWith('.json'))
    .filter((name) => !pack || name === `${pack}.json` || name.startsWith(`${pack}/`))
    .sort()
    .map((name) => `${I18N}${language}/${name}`)
}

/** The sentences of a pack, or of a whole language, by key. */
export function sentences(language: 'vi' | 'en', pack?: string): Record<string, string> {
  const files = filesOf(language, pack).map((file) => JSON.parse(readFileSync(file, 'utf8')))
  const problems: Record<string, { vi: string; en: string }> = JSON.parse(
    readFileSync(REGISTER, 'utf8'),
  )
  const named = Object.entries(problems)
    .filter(([code]) => !pack || packOf(code) === pack)
    .map(([code, problem]) => [`problem.${code}`, problem[language]])
  return Object.assign({}, ...files, Object.fromEntries(named))
}

/** Makes `virtual:words/PACK`, `virtual:words/english`, and `virtual:words/vietnamese` for tests. */
export function words(): Plugin {
  return {
    name: 'words',
    resolveId: (id) => {
      const [, pack] = NAME.exec(id) ?? []
      return pack && `${FOLDER}${pack}.js`
    },
    load(id) {
      if (!id.startsWith(FOLDER)) return null
      const pack = id.slice(FOLDER.length, -'.js'.length)
      const whole = pack === 'english' || pack === 'vietnamese'
      const language = pack === 'english' ? 'en' : 'vi'
      for (const file of [...filesOf(language), REGISTER]) this.addWatchFile(file)
      const found = sentences(language, whole ? undefined : pack)
      if (Object.keys(found).length === 0) this.error(`no sentences in src/i18n/vi/${pack}`)
      return `export default ${JSON.stringify(found)}`
    },
  }
}
