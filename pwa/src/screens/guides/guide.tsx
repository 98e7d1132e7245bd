import { Icon } from '../../components/icon'
import { Page } from '../../components/page'
import { language, t } from '../../i18n'
import { useLive } from '../../queries'
import { type Guide, type GuideStep, guides, sentenceOf, titleOf } from '../../queries/guides'
import type { ScreenProps } from '../route'
import { StepPicture } from './pictures'

/** One guide: its steps in their order, and then what nobody may do. */
export function ReadGuide({ params }: ScreenProps) {
  const all = useLive(guides())
  const guide = all?.find((one) => one.code === params.code)
  const back = `/guides${location.search}`
  if (!guide) {
    return (
      <Page title={t('screen.name.guide')} back={back}>
        {all && <p class="empty">{t('guides.gone')}</p>}
      </Page>
    )
  }
  return (
    <Page title={titleOf(guide, language.value)} back={back}>
      <Steps guide={guide} />
      <p class="soft small">{t('guides.version', { n: guide.version })}</p>
    </Page>
  )
}

/** The same for whoever writes it at the desk. */
export function Steps({ guide }: { guide: Pick<Guide, 'steps'> }) {
  const may = guide.steps.filter((step) => !step.never)
  const never = guide.steps.filter((step) => step.never)
  return (
    <>
      {may.length > 0 && (
        <ol class="guide-steps">
          {may.map((step, at) => (
            <li class="step card" key={step.vi}>
              <StepPicture name={step.picture} />
              <p>
                <b>{`${at + 1}. `}</b>
                {sentenceOf(step, language.value)}
              </p>
            </li>
          ))}
        </ol>
      )}
      {never.length > 0 && (
        <section class="card stop">
          <h2>{t('guides.never')}</h2>
          <ul class="guide-steps">
            {never.map((step) => (
              <Never key={step.vi} step={step} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Never({ step }: { step: GuideStep }) {
  return (
    <li class="rule">
      <Icon name="close" />
      <span>{sentenceOf(step, language.value)}</span>
    </li>
  )
}
