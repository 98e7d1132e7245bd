import { closeCrowd } from '../../actions/crowd'
import { useOnce } from '../../components/once'
import { t } from '../../i18n'
import { type Catalogue, crowdKey, draft, useLive } from '../../queries'
import { type Crowd, peopleOf, tapped } from '../../queries/crowd'
import { showCounted } from '../crowd/messages'
import type { Holder } from '../log/holder'
import { showNotSaved } from '../log/messages'
import { useHolder } from '../log/use-holder'

/** On the first screen: that a crowd is being counted, which no figure knows yet. */
export function Counting({ catalogue }: { catalogue: Catalogue }) {
  const holder = useHolder()
  return holder === undefined ? null : <Card holder={holder} catalogue={catalogue} />
}

function Card({ holder, catalogue }: { holder: Holder; catalogue: Catalogue }) {
  const key = crowdKey(holder)
  const crowd = useLive(draft<Crowd>(key))
  const { busy, once } = useOnce()
  if (!crowd || tapped(crowd) === 0) return null
  const end = async () => {
    const answer = await closeCrowd(key)
    if (!answer.ok) return void showNotSaved(answer)
    if (answer.crowd) showCounted(answer.crowd, catalogue, holder)
  }
  return (
    <section class="card look">
      <h2>{t('count.open', { n: peopleOf(crowd) })}</h2>
      <p>{t('count.open.text')}</p>
      <div class="row">
        <a class="button primary" href="/count">
          {t('count.go_on')}
        </a>
        <button type="button" class="button" disabled={busy} onClick={() => once(end)}>
          {t('count.end')}
        </button>
      </div>
    </section>
  )
}
