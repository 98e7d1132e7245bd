import type { IconName } from '../../components/icon'
import { language, t, type Word } from '../../i18n'
import type { Service } from '../../queries'

/**
 * What a tile shows of each service of the catalogue: its code, a mark of the name it stands for and a
 * drawing; its few words are `tile.CODE`. The first ten are what a phone shows that has recorded
 * nothing yet.
 */
export const TABLE = `
DD01 3p phone
DD02 ig id
DD04 z1 check
DD05 7v waves
TT04 ej qr
TT01 sy wallet
DV02 he send
TT03 50 person
AT01 ao alert
KN02 cg chat
DD03 i7 shield
DD06 s2 key
DD07 xx file
DD08 c5 wallet
DD09 pk team
DD10 cu pen
DD11 vr sim
DD12 wz list
DV01 mu key
DV03 qq search
DV04 u1 wallet
DV05 li clock
DV06 4p pen
DV07 tm chat
TT02 w4 bank
TT05 wz down
TT06 1e scan
TT07 e9 file
BH01 dx phone
BH02 us id
BH03 7i heart
BH04 eg wallet
KN01 r7 phone
KN03 pf book
KN04 66 search
KN05 bd wallet
KN06 eg team
AT02 xy key
AT03 nb close
AT04 ar shield
DT01 t2 team
DT02 ca qr
KH99 qu more
`
interface Face {
  mark: string
  icon: IconName
}

const FACES = new Map(
  TABLE.trim()
    .split('\n')
    .map((line) => {
      const [code = '', mark = '', icon] = line.split(' ')
      return [code, { mark, icon: icon as IconName } as Face] as const
    }),
)

/** Codes of all services in the table, those that most people do first. */
export const COMMON: readonly string[] = [...FACES.keys()]

/** A name in two characters, to tell whether a service is still called what its few words say. */
export function markOf(name: string): string {
  let mark = 0
  for (const letter of name) mark = (mark * 31 + letter.charCodeAt(0)) % 1296
  return mark.toString(36)
}

/** A coordinator may have given the code to something else: then its own name says what it is. */
function faceOf({ code, labelVi }: Service): Face | undefined {
  const face = FACES.get(code)
  return face?.mark === markOf(labelVi) ? face : undefined
}

/** The whole name of a service in the language shown. */
export const nameOf = (service: Service): string =>
  language.value === 'en' ? service.labelEn : service.labelVi

/** What stands on its tile. */
export const shortNameOf = (service: Service): string =>
  faceOf(service) ? t(`tile.${service.code}` as Word) : nameOf(service)

/** What is drawn beside it. */
export const iconOf = (service: Service): IconName => faceOf(service)?.icon ?? 'more'
