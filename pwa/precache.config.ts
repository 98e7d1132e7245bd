// What of the app loads when, by folders of src/. vite.config.ts makes the files of it, src/worker/
// keeps them, and precache.config.test.ts builds them and holds them to the budgets.

export interface Bundle {
  name: string
  /** `kept`: every phone keeps it from the first visit on. `first use`: whoever opened what needs it. */
  when: 'kept' | 'first use'
  /** Folders of src/ with all below them, or single files. */
  holds: string[]
  /** Only what at least two files of the build use; the rest goes where it is used. */
  shared?: true
}

const below = (folders: string[], name: string): string[] => folders.map((one) => `${one}/${name}`)

/** After what the first screen needs: the first bundle that holds a module takes it. */
export const BUNDLES: Bundle[] = [
  // the card of a help session, which is fetched right after the first screen
  { name: 'log', when: 'kept', holds: ['screens/log', 'screens/crowd'] },
  // what begins after the first screen, and what is seldom needed: apart, a file of a few hundred bytes each
  {
    name: 'start',
    when: 'kept',
    holds: [
      'screens/(start|cache-screens)',
      'actions/(start|eviction|export|team)',
      'sync/(plan|rejoin)',
      'store/(check-store|plan|receipts|note-read)',
      'queries/read-moves',
    ],
  },
  // what the first screen brings a moment later
  {
    name: 'beside',
    when: 'kept',
    holds: [
      'screens/home',
      'queries/(matching|synonyms|certificates|corrections|edits)',
      'components/qr-frame',
      'actions/keep-first-screen',
      'store/keep-early-screen',
    ],
  },
  // what only who leads a team opens
  {
    name: 'own-team',
    when: 'first use',
    holds: below(
      ['screens/team'],
      '(add-member|attention|day-sessions|invite|lead|members|member-actions|new-phone-code|phones|screens|targets|team)',
    ),
  },
  // what a lead's phone counts of what it carries
  { name: 'carried', when: 'first use', holds: ['queries/carried-sessions'] },
  // what leads and coordinators open
  {
    name: 'lead',
    when: 'first use',
    holds: [
      'screens/team',
      ...below(['screens', 'actions', 'queries', 'components', 'store'], 'lead'),
      'rules/kinds/member',
      'queries/desk-answer',
      'i18n/packs/lead',
    ],
  },
  // what a phone needs that has an activity, fetched as soon as it has one
  {
    name: 'own-activities',
    when: 'first use',
    holds: ['screens/activity', '(actions|sync)/follow', 'i18n/packs/activity'],
  },
  // reading papers, fetched with those
  {
    name: 'reader',
    when: 'first use',
    holds: [
      'screens/reader',
      '(actions|queries|store|sync|api)/papers',
      'actions/openings',
      'rules/(paper|eviction)',
      'store/eviction',
      'screens/shared/format-bytes',
    ],
  },
  // the person's own data and the picture of their work, fetched after joining
  {
    name: 'own-data',
    when: 'first use',
    holds: [
      'screens/own-data',
      '(actions|queries|sync)/own-data',
      '(actions|rules)/data-requests?',
      'i18n/packs/own-data',
    ],
  },
  // the picture of own work, fetched with it
  {
    name: 'boast',
    when: 'first use',
    holds: ['screens/me/(boast-card|boast-words|draw-boast)', 'components/share-picture'],
  },
  // signing in, and what keeps an account its owner's
  {
    name: 'security',
    when: 'first use',
    holds: [...below(['screens', 'actions'], 'desk/security'), 'i18n/packs/security'],
  },
  // papers at the desk, which two pages show, and sending their files
  {
    name: 'desk-papers',
    when: 'first use',
    holds: [
      'screens/desk/papers',
      'actions/desk/papers',
      'sync/upload',
      'api/blobs',
      'i18n/packs/(papers|files)',
    ],
  },
  // what several of the coordinators' screens use; each screen has a file of its own
  {
    name: 'coordinators',
    when: 'first use',
    holds: [
      'screens/desk/shared',
      ...below(['actions', 'queries', 'components'], 'desk'),
      'i18n/packs/coordinators',
    ],
    shared: true,
  },
  // What several of a phone's screens use: apart, each of these would be a file of a few hundred
  // bytes, and a first visit would wait for sixty of them.
  {
    name: 'common',
    when: 'kept',
    holds: [
      'screens/(shared|labels|message|me/periods)',
      'i18n/(dates|parse)',
      'components',
      'queries',
      'actions',
      'store',
      'rules',
      'api',
      'sync',
      '../sync/kinds',
    ],
    shared: true,
  },
  {
    name: 'phone',
    when: 'kept',
    holds: [
      ...below(
        ['screens'],
        '(phone|other-routes|not-found|me|sent|session|visit|lock|guides|hand)',
      ),
      'screens/shared/go-on-address',
      'components/qr-frame',
      'queries/(differing|find-guides|lists|numbers|relay|session)',
      'rules/duration',
    ],
  },
]

/** Folders of the build by the bundle that lies there; of others that come on first use it is the desk's. */
const FIRST_USE_FOLDERS: Record<string, string> = {
  lead: 'lead/',
  'own-team': 'lead/',
  carried: 'lead/',
  'own-activities': 'activity/',
  reader: 'activity/',
  'own-data': 'own/',
  boast: 'own/',
}

/** Folders of the build by what of src/ lies there. What is in them is kept on first use. */
const FOLDERS: [folder: string, holds: string[]][] = [
  ['desk', ['(screens|actions|queries|components|practice)/desk', 'i18n/packs/audit']],
  ['lead', ['screens/(team|gather)', '(screens|actions|queries|components)/lead']],
  ['english', ['i18n/packs/english']],
  ['scanner', ['actions/scan-zxing']],
  ['iphone', ['screens/shared/(on-iphone|iphone-pictures)']],
]

/** Addresses below the site's root of what is kept on first use: the QR reader, English, how an iPhone
 * installs, and the screens of leads and coordinators. */
export const FIRST_USE = /\.wasm$|^assets\/(activity|desk|english|iphone|lead|own|scanner)\//

/** The modules that a bundle holds; what begins with ../ lies beside the app. */
export function modulesOf(holds: readonly string[]): RegExp {
  const paths = holds.map((one) => (one.startsWith('../') ? one.slice(3) : `src/${one}`))
  return new RegExp(`/(?:${paths.join('|')})(?:/|\\.\\w+$)`)
}

/** Below assets/, the folder of a file of the build: by it the worker knows when to keep it. */
export function folderOf(name: string, modules: readonly string[]): string {
  const bundle = BUNDLES.find((one) => one.name === name)
  if (bundle) return bundle.when === 'kept' ? '' : (FIRST_USE_FOLDERS[name] ?? 'desk/')
  const found = FOLDERS.find(([, holds]) => modules.some((one) => modulesOf(holds).test(one)))
  return found ? `${found[0]}/` : ''
}

/** Style sheets that only the screens of leads and coordinators ask for. */
const SHEETS_ON_FIRST_USE = [
  'own-activities.css',
  'reader.css',
  'certificates.css',
  'desk.css',
  'excel-import.css',
  'forms.css',
  'security.css',
]

/** Below assets/, the folder of a style sheet or another file that a screen asks for. */
export const folderOfSheet = (names: readonly string[]): string =>
  names.some((one) => SHEETS_ON_FIRST_USE.includes(one)) ? 'desk/' : ''
