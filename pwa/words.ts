// Which sentence comes when. They are filed by what they are about, src/i18n/vi/SUBJECT.json and
// src/i18n/en/SUBJECT.json, and those of problems in sync/problems.json. Here they are put into packs
// by the starts of their keys. English is one file, which few ask for.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

/** The longest that fits a key names its pack: `home.*` is every key below it, `tab` that one alone. */
export const PACKS = {
  // what the first screen says; it comes with the first file, so that opening the app waits for nothing
  first: `
    app.* do.again do.join home.* home.find me.desk screen.name.attention screen.name.count
    screen.name.desk screen.name.guides screen.name.log screen.name.own_team
    state.* tab.* tile.*
    problem.newer_version problem.storage_unavailable`,
  // what a phone's other screens say, and what can go wrong, fetched right after the first screen
  later: `
    about.* activity.today activity.tomorrow boast.* carried.* copy.* count.* desk.by.service desk.days desk.people desk.period
    desk.turns desk.volunteers do.* field.* gate.* guides.* hand.* home.activity home.activity.* home.aim.* home.all home.certificate home.clock home.clock.*
    home.edit home.edit.* home.ended.title home.find.* home.install home.install.take home.lack.later home.last home.lost.* home.not_taken
    home.not_taken.* home.old home.once_more home.people home.refused.title home.revoked.*
    home.signed_out.* home.turns home.unknown.* home.update home.update.take home.upgrade
    home.very_old home.very_old.text home.waiting.* home.where install.* join.* lock.* log.* me.* message.*
    missing.* news.* numbers.* own_team.came own_team.look own_team.newcomer
    own_team.newcomer.seen own_team.several own_team.waiting.n pin.* practice.* privacy.* problem.*
    ready.* reasons.* review.open role.* rules.* scan.* screen.found.*
    screen.name.activities screen.name.guide screen.name.hand screen.name.missing screen.name.numbers screen.name.own_certificates screen.name.own_data
    screen.name.own_team_gather screen.name.own_team_invite screen.name.own_team_members
    screen.name.own_team_phones screen.name.session screen.name.visit screen.name.privacy screen.name.rules screen.name.snapshot screen.name.take
    screen.remove screen.remove.text screen.why sent.* session.* share.take state.attention
    state.awaiting state.handed state.here state.received storage.* take.* team.since visit.* why.*`,
  // what only leads and coordinators read
  lead: `
    accounts.missing.name csv.take desk.by.unit desk.never_sent desk.not_loaded desk.refresh desk.sent_at
    desk.stale form.* gather.about invite.* members.change.of members.leave members.leave.* members.merge
    members.merge.* members.name own_team.* phones.*
    poster.* record.set record.state.void record.team reminder.* review.* silent.* team.* unit.kind.*
    problem.added_too_much problem.change_slow problem.closed_on_day problem.confirm_first problem.conflict_settled
    problem.day_too_early problem.day_too_late problem.files_busy
    problem.member_exists problem.merge_elsewhere problem.merge_erased problem.merge_lead
    problem.still_waiting`,
  // what the screens of activities say
  activity: `
    activity.* paper.*`,
  // what the screen of one's own data says
  own_data: `
    own_data.* certificate.paper.*`,
  // what a lead reads who gathers the day's work
  gather: `
    gather.*`,
  // what only coordinators read
  coordinators: `
    accounts.* at_work.* catalogue.* change.* csv.take_all desk.* empty.*
    excel.* form.days_turned form.from form.to form.to.hint goal.* guide.*
    login.busy login.for login.log_instead login.name login.password login.show login.take
    login.title measure.* number.* members.* picture.take problem.not_practised print.* record.* report.* screen.*
    silent.why snapshot.* some.shown table.* take.desk.* take.yes targets.*
    team.change team.end team.end.* team.ended team.keep team.members team.members.none team.move
    team.move.* team.phones.none team.stood team.totals teams.* unit.* units.* waiting.*
    problem.account_disabled problem.already_closed problem.method_not_allowed
    problem.already_replaced problem.already_there problem.bad_credentials problem.bad_factor
    problem.before_unit problem.change_too_large problem.changed_meanwhile
    problem.code_taken problem.figure_there problem.figures_full problem.label_refused
    problem.last_active problem.last_factor problem.later_closed problem.login_taken
    problem.month_incomplete problem.sign_in_unfinished problem.no_factor problem.not_taken_in problem.nothing_to_share
    problem.parts_there problem.passkeys_full problem.password_refused problem.person_named
    problem.reset_unknown problem.sheet_busy problem.sheet_changes_many problem.sheet_empty
    problem.sheet_refused problem.sheet_slow problem.sheet_too_large problem.sheet_too_old
    problem.sheet_unreadable problem.sheet_without_headings problem.still_undecided
    problem.target_above problem.target_there problem.targets_full problem.unit_full problem.unit_has_accounts
    problem.unit_in_use problem.wrong_password`,
  // what only the first screen of the desk and the evening's briefing say, then the briefing and a trend
  // alone
  totals: `
    desk.closed.differs desk.closed.open desk.then.* desk.col.before desk.col.plan desk.col.plan.of
    desk.col.unsent desk.col.unsent.n desk.compare
    desk.compare.* desk.completed desk.map desk.map.* desk.silent.tile desk.silent.of
    desk.silent.others desk.waiting desk.waiting.of desk.waiting.open desk.waiting.sites desk.weekday.*`,
  briefing: `
    briefing.*`,
  trend: `
    trend.*`,
  // what a report's screen says when a month is closed or opened, and of targets that do not add up
  reports: `
    report.apart.* report.close.* report.lacks.* report.reopen.*`,
  // what the screen of other indicators says, which few keep
  indicators: `
    indicators.*`,
  // what the list of sessions says, and a session's page
  sessions: `
    sessions.* why.said problem.too_many_sessions`,
  // what the desk says of activities and their programmes
  activities: `
    activities.* programme.* problem.activities_full problem.activity_there`,
  // what the desk says of papers
  papers: `
    papers.* problem.papers_full`,
  // what the register of printed codes says, which few keep
  codes: `
    codes.* problem.codes_full problem.link_refused problem.code_expired problem.code_not_open`,
  // what the desk says of requests about somebody's own data, which few make
  data_requests: `
    data_requests.*`,
  // what may go wrong with files that are sent
  files: `
    problem.wrong_offset problem.blob_damaged problem.photo_has_metadata problem.file_refused
    problem.quota_full problem.blob_missing`,
  // what the screens of heritage sites say, which few keep
  sites: `
    sites.* problem.page_withdrawn problem.second_person_needed problem.site_name_taken
    problem.source_refused`,
  // what papers for volunteers say, which few issue
  certificates: `
    certificate.* problem.certificates_full problem.nothing_to_confirm`,
  // what the history of acts says, which few open
  audit: `
    act.* audit.*`,
  // signing in, and what keeps an account its owner's
  security: `
    access.* accounts.drop accounts.drop.* accounts.factors.* accounts.reset
    accounts.reset.* confirm.* enrol.* factor.* guesses.* login.* made.* passkey.* password.*
    problem.passkey_cancelled problem.passkey_failed problem.passkey_known recovery.* reset.*
    screen.name.reset security.* totp.* wait.*`,
}
export type Pack = keyof typeof PACKS

const PATTERNS = new Map(
  Object.entries(PACKS).flatMap(([pack, keys]) =>
    (keys.match(/\S+/g) ?? []).map((key) => [key, pack as Pack] as const),
  ),
)

/** The pack that brings a sentence, and the pattern that says so; throws where none does. */
export function packOf(key: string): [pack: Pack, pattern: string] {
  const parts = key.split('.')
  const fits = [key, ...parts.map((_, n) => `${parts.slice(0, parts.length - n).join('.')}.*`)]
  for (const pattern of fits) {
    const pack = PATTERNS.get(pattern)
    if (pack) return [pack, pattern]
  }
  throw new Error(`no pack of words.ts brings "${key}"`)
}

/** All patterns, for the test that none is left over. */
export const patterns = (): string[] => [...PATTERNS.keys()]

const I18N = fileURLToPath(new URL('./src/i18n/', import.meta.url))
/** As it is imported, or by the address that a browser asks for in development. */
const NAME = /^(?:virtual:words|.*\/i18n\/packs)\/(\w+?)(?:\.js)?$/
/** Below src/, so that precache.config.ts can hold a pack like any other module. */
const FOLDER = `${I18N}packs/`

/** All of a language: English for phones, Vietnamese for tests. */
const WHOLE = ['english', 'vietnamese']

const filesOf = (language: string): string[] =>
  readdirSync(I18N + language)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => `${I18N}${language}/${name}`)

/** The server's problems; the app shows the same sentences. */
const PROBLEMS = fileURLToPath(new URL('../sync/problems.json', import.meta.url))
type Register = Record<string, { status: number; vi: string; en: string }>

/** Every sentence in a language, by key. */
export function sentences(language: 'vi' | 'en'): Record<string, string> {
  const files = filesOf(language).map((file) => JSON.parse(readFileSync(file, 'utf8')))
  const register: Register = JSON.parse(readFileSync(PROBLEMS, 'utf8'))
  const problems = Object.entries(register).map(([code, problem]) => [
    `problem.${code}`,
    problem[language],
  ])
  return Object.assign({}, ...files, Object.fromEntries(problems))
}

/** Makes the modules `virtual:words/PACK`, each with the sentences of a pack, and those of WHOLE. */
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
      const language = pack === 'english' ? 'en' : 'vi'
      for (const file of [...filesOf(language), PROBLEMS]) this.addWatchFile(file)
      const held = Object.entries(sentences(language)).filter(
        ([key]) => WHOLE.includes(pack) || packOf(key)[0] === pack,
      )
      return `export default ${JSON.stringify(Object.fromEntries(held))}`
    },
  }
}
