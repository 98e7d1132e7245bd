import '../../../styles/desk.css'
import './words'
import { pathOf } from '../../../api/paths'
import { t, type Word } from '../../../i18n'
import { formatDay } from '../../../i18n/format'
import { ServerAnswer, useQuery } from '../../lead/answer'
import { forms } from '../../lead/forms/form-names'
import { useOpenForm } from '../../lead/forms/persisted-form'
import type { ScreenProps } from '../../route'
import { address } from '../../router'
import { setQuery } from '../../shared/set-query'
import { PrintCode } from '../codes/print-code'
import { PaperList } from '../papers/paper-list'
import { DeskPage } from '../shared/desk-page'
import type { Programme, WholeActivity } from './api-types'
import { namesOf, whenOf } from './format-activity'
import { ProgrammeForm } from './programme-form'
import { timesOf } from './programme-lines'

/** What belongs to one activity: its programme and its papers. */
export function ActivityPage({ params }: ScreenProps) {
  const id = params.id ?? ''
  const answer = useQuery('/api/activities/{activity_id}/programme', { activity_id: id })
  const { body } = answer
  const name = body?.name
  return (
    <DeskPage
      paper={{ shown: answer.path, ...(name && { whose: name }) }}
      title={name ?? t('screen.name.activities')}
      back="/desk/activities"
      under={
        body?.from_above && (
          <p>
            <span class="tag">{t('activities.from_above', { unit: body.unit_name })}</span>
          </p>
        )
      }
    >
      <ServerAnswer answer={answer}>
        {(body) => (
          <>
            {'teams' in body && <About body={body as WholeActivity} />}
            <Whole body={body} />
          </>
        )}
      </ServerAnswer>
      {body && (
        <section class="stack">
          <h2>{t('papers.of_activity')}</h2>
          <PaperList
            of={{ activity: id }}
            unit={body.unit}
            activity={id}
            readOnly={body.from_above}
          />
        </section>
      )}
    </DeskPage>
  )
}

/** What it is, when, where, and who takes part. */
function About({ body }: { body: WholeActivity }) {
  const { kind, unit_name, place, partners, link, teams } = body
  return (
    <section class="card stack">
      <p class="soft">
        {[t(`activity.kind.${kind}` as Word), !body.from_above && unit_name]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <p>
        <strong class="number">{whenOf(body)}</strong> · {place}
      </p>
      {teams.length > 0 && <p class="small">{namesOf(teams)}</p>}
      {partners && <p class="small">{t('activities.with', { partners })}</p>}
      {link && (
        <p class="small">
          <a class="link" href={link} target="_blank" rel="noreferrer">
            {link}
          </a>
        </p>
      )}
      {!body.from_above && (
        <p class="no-print">
          <PrintCode
            record={{ kind: 'activity', id: body.id, unit: body.unit, title: body.name }}
            code={body.code}
            shown={pathOf('/api/activities/{activity_id}/programme', { activity_id: body.id })}
          />
        </p>
      )}
    </section>
  )
}

function Whole({ body }: { body: Programme }) {
  const form = forms.programme(body.id)
  const [open, setOpen] = useOpenForm(form)
  const writing = !body.from_above && (open || address.value.query.has('write'))
  const close = () => {
    setOpen(false)
    setQuery({ write: undefined })
  }
  const isNew = body.slots.length === 0
  if (writing) return <ProgrammeForm programme={body} form={form} onClose={close} />
  return (
    <section class="stack">
      <h2>{t('programme.title')}</h2>
      {isNew && <p class="empty">{t(body.from_above ? 'programme.none_yet' : 'programme.none')}</p>}
      {body.slots.map((slot) => (
        <section class="card" key={slot.id}>
          <h3 class="number">
            {[formatDay(slot.day), slot.end ? `${slot.start}–${slot.end}` : slot.start, slot.name]
              .filter(Boolean)
              .join(' · ')}
          </h3>
          {slot.place && <p class="soft small">{slot.place}</p>}
          <Lines lines={body.agenda.filter((line) => line.slot === slot.id)} />
        </section>
      ))}
      {!body.from_above && (
        <p class="no-print">
          <button type="button" class="button primary" onClick={() => setOpen(true)}>
            {t(isNew ? 'programme.write' : 'programme.change')}
          </button>
        </p>
      )}
    </section>
  )
}

function Lines({ lines }: { lines: Programme['agenda'] }) {
  if (lines.length === 0) return null
  return (
    <ol class="plain-list stack">
      {lines.map((line, at) => (
        <li key={`${at} ${line.title}`}>
          <span class="number">{line.start && `${timesOf(line)} · `}</span>
          {line.title}
          {line.by && <span class="soft small"> ({line.by})</span>}
        </li>
      ))}
    </ol>
  )
}
