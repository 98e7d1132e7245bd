import { useEffect, useState } from 'preact/hooks'
import { fileName } from '../../actions/file-name'
import {
  type HandOver,
  MOST_FRAMES,
  type NoHandOver,
  noteHandedOver,
  prepareHandOver,
} from '../../actions/hand-over'
import { Select } from '../../components/field'
import { download } from '../../components/file'
import { Page } from '../../components/page'
import { QrFrame } from '../../components/qr-frame'
import { canShareFile, shareFile } from '../../components/share'
import { showSnackbar } from '../../components/snackbar'
import { t, type Word } from '../../i18n'
import { me, syncState, useLive } from '../../queries'
import { companions } from '../../queries/companions'
import { useAwake } from '../crowd/use-awake'
import { useCarried } from '../home/use-carried'
import { fileLine } from '../shared/file-line'

/** What this phone has not sent, shown to a teammate's camera or saved as a file. */
export function Hand() {
  const state = useLive(syncState())
  const person = useLive(me())
  const carried = useCarried()
  const [made, setMade] = useState<HandOver | NoHandOver | 'store' | undefined>()
  const ready = typeof made === 'object' ? made : null
  const here = state && state.here + state.others.here
  const known = person !== undefined
  // Once made it stays as it is, though something is saved meanwhile: somebody may be scanning it.
  useEffect(() => {
    if (here === undefined || !known || ready) return
    prepareHandOver(fileLine).then(setMade, () => setMade('store'))
  }, [here, known])
  return (
    <Page title={t('screen.name.hand')} back="/sent">
      {typeof made === 'string' && (
        <p class="card quiet" role="status">
          {t(`hand.not.${made}` as Word)}
        </p>
      )}
      {made === 'nothing' && carried && <p>{carried}</p>}
      {ready && (
        <>
          <p>
            {ready.sessions > 0
              ? t('hand.what', { n: ready.sessions })
              : t('hand.what.part', { n: ready.changes.length })}
          </p>
          {ready.frames.length <= MOST_FRAMES ? (
            <Loop frames={ready.frames} />
          ) : (
            <p class="card look">{t('hand.too_long')}</p>
          )}
          <Who changes={ready.changes} />
          <ByFile ready={ready} />
        </>
      )}
    </Page>
  )
}

const FAST_MS = 220
const SLOW_MS = 600
/** More codes than a person would hold still for. */
const LONG = 40

function Loop({ frames }: { frames: string[] }) {
  const [at, setAt] = useState(0)
  const [slow, setSlow] = useState(false)
  const [still, setStill] = useState(false)
  useAwake(1)
  useEffect(() => {
    if (frames.length < 2 || still) return
    // Now longer, now shorter, or a camera that looks as often as the loop turns sees one code only.
    const ms = (slow ? SLOW_MS : FAST_MS) * (0.8 + Math.random() * 0.6)
    const timer = setTimeout(() => setAt((now) => (now + 1) % frames.length), ms)
    return () => clearTimeout(timer)
  }, [at, frames, slow, still])
  const of = frames.length
  return (
    <section class="stack">
      <QrFrame text={frames[at] ?? ''} label={t('hand.code', { n: at + 1, of })} />
      <div class="spread">
        <span class="soft number">{t('hand.frame', { n: at + 1, of })}</span>
        {of > 1 && (
          <button type="button" class="button plain" onClick={() => setStill(!still)}>
            {t(still ? 'hand.go_on' : 'hand.stop')}
          </button>
        )}
      </div>
      {of > 1 && (
        <button
          type="button"
          class="button"
          onClick={() => (still ? setAt((at + 1) % of) : setSlow(!slow))}
        >
          {t(still ? 'hand.next' : slow ? 'hand.faster' : 'hand.slower')}
        </button>
      )}
      <p>{t('hand.how')}</p>
      {of > LONG && <p class="card look">{t('hand.long')}</p>}
    </section>
  )
}

/** Who has it, by the word of who holds this phone; it changes nothing but what is shown. */
function Who({ changes }: { changes: string[] }) {
  const who = useLive(me())?.current
  const teammates = useLive(
    companions({ team: who?.team ?? null, author: who?.member ?? null }),
  )?.teammates
  if (!teammates?.length) return null
  const note = async (member: string) => {
    const name = teammates.find((one) => one.member === member)?.name
    if (!name) return
    await noteHandedOver(name, changes)
    showSnackbar(t('hand.done', { name }))
  }
  return (
    <section class="stack tight">
      <Select
        label={t('hand.who')}
        options={[
          { value: '', label: t('hand.who.pick') },
          ...teammates.map(({ member, name }) => ({ value: member, label: name })),
        ]}
        value=""
        onChange={note}
      />
      <p class="soft small">{t('hand.who.why')}</p>
    </section>
  )
}

function ByFile({ ready }: { ready: HandOver }) {
  const name = fileName()
  const file = new File([ready.file], name, { type: 'text/plain' })
  return (
    <section class="card">
      <h2>{t('hand.by_file')}</h2>
      <p class="soft small">{t('hand.by_file.why')}</p>
      <div class="row">
        {canShareFile(file) && (
          <button type="button" class="button" onClick={() => shareFile(file)}>
            {t('hand.share')}
          </button>
        )}
        <button
          type="button"
          class="button"
          onClick={() => {
            download(file, name)
            showSnackbar(t('hand.saved'))
          }}
        >
          {t('hand.save')}
        </button>
      </div>
    </section>
  )
}
