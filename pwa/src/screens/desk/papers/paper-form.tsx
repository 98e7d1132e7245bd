import { useId, useState } from 'preact/hooks'
import { writePaper } from '../../../actions/desk/papers'
import { Choice } from '../../../components/choice'
import { Field, Select } from '../../../components/field'
import { FileButton } from '../../../components/file-button'
import { DayField } from '../../../components/lead/day-field'
import { t, type Word } from '../../../i18n'
import { inVietnam } from '../../../i18n/dates'
import { SubmitForm } from '../../lead/forms/form'
import { usePersistedForm } from '../../lead/forms/persisted-form'
import { KINDS, type Paper } from './api-types'

interface Props {
  /** Whose it is to be. */
  unit: string
  activity: string | null
  form: string
  shown: string
  paper?: Paper
  onClose: () => void
}

const TITLE = 200
const ISSUER = 120
const NUMBER = 60
const TYPES = '.pdf,.docx,.xlsx,.jpg,.jpeg'

/** A paper: the file, what it is, who reads it and from when. Whether it is secret is asked first. */
export function PaperForm({ unit, activity, form, shown, paper, onClose }: Props) {
  const [file, setFile] = useState<File | null>(null)
  const [sent, setSent] = useState<number | null>(null)
  const opening = paper?.opens ? inVietnam(paper.opens) : { day: '', time: '' }
  const typed = usePersistedForm(form, () => ({
    secret: '',
    title: paper?.title ?? '',
    kind: paper?.kind ?? 'ke_hoach',
    number: paper?.number ?? '',
    issued: paper?.issued ?? '',
    issuer: paper?.issuer ?? '',
    readers: paper?.readers ?? 'participants',
    day: opening.day,
    time: opening.time,
    ends: paper?.ends ?? '',
    seen: String(paper?.edition ?? ''),
  }))
  const { secret, title, kind, number, issued, issuer, readers, day, time, ends } = typed.values
  if (secret === 'yes')
    return (
      <div class="card stop" role="alert">
        <p>{t('papers.secret.stop')}</p>
        <button
          type="button"
          class="button"
          onClick={() => {
            typed.forget()
            onClose()
          }}
        >
          {t('do.close')}
        </button>
      </div>
    )
  return (
    <SubmitForm
      typed={typed}
      title={t(paper ? 'papers.change' : 'papers.add')}
      missing={() => {
        const wrong = {
          title: title.trim() ? undefined : t('papers.title.missing'),
          time: time && !day ? t('papers.day.missing') : undefined,
        }
        if (Object.values(wrong).some(Boolean)) return wrong
        if (!secret && (file || !paper)) return t('papers.secret.missing')
        return file || paper ? null : t('papers.file.missing')
      }}
      save={() =>
        writePaper(
          {
            title: title.trim(),
            kind: kind as Paper['kind'],
            number: number.trim() || null,
            issued: issued || null,
            issuer: issuer.trim() || null,
            readers: readers as Paper['readers'],
            opens: day ? `${day}T${time || '00:00'}:00+07:00` : null,
            ends: ends || null,
            secret: false,
          },
          file,
          {
            unit,
            activity,
            ...(paper && { id: paper.id, edition: Number(typed.values.seen) }),
          },
          shown,
          setSent,
        ).finally(() => setSent(null))
      }
      saved={t('papers.published')}
      onClose={onClose}
    >
      {({ text, choice }) => (
        <>
          {(file || !paper) && (
            <Choice
              legend={t('papers.secret')}
              options={[
                { value: 'no', label: t('papers.secret.no') },
                { value: 'yes', label: t('papers.secret.yes') },
              ]}
              {...choice('secret')}
            />
          )}
          <FileField
            isNew={!paper}
            chosen={file}
            onChoose={(chosen) => {
              setFile(chosen)
              if (paper) typed.set({ secret: '' })
            }}
          />
          {sent !== null && (
            <p role="status">
              {sent < 100 ? t('papers.sending', { n: sent }) : t('papers.reading')}
            </p>
          )}
          <Field
            required
            label={t('papers.title')}
            hint={t('papers.title.hint')}
            maxLength={TITLE}
            {...text('title')}
          />
          <Select
            label={t('papers.kind')}
            options={KINDS.map((one) => ({ value: one, label: t(`paper.kind.${one}` as Word) }))}
            {...choice('kind')}
          />
          <div class="two">
            <Field
              label={t('papers.number')}
              hint={t('papers.number.hint')}
              maxLength={NUMBER}
              {...text('number')}
            />
            <DayField label={t('papers.issued')} {...text('issued')} />
          </div>
          <Field label={t('papers.issuer')} maxLength={ISSUER} {...text('issuer')} />
          <Choice
            legend={t('papers.readers')}
            options={[
              { value: 'participants', label: t('papers.readers.participants') },
              { value: 'public', label: t('papers.readers.public') },
            ]}
            {...choice('readers')}
          />
          <div class="two">
            <DayField label={t('papers.opens')} {...text('day')} />
            <Field type="time" label={t('papers.opens.time')} {...text('time')} />
          </div>
          <DayField label={t('papers.ends')} {...text('ends')} />
          <p class="hint">{t('papers.days.hint')}</p>
        </>
      )}
    </SubmitForm>
  )
}

interface FileFieldProps {
  isNew: boolean
  chosen: File | null
  onChoose: (file: File) => void
}

function FileField({ isNew, chosen, onChoose }: FileFieldProps) {
  const id = useId()
  return (
    <div class="field">
      <FileButton
        label={t(isNew ? 'papers.file' : 'papers.file.new')}
        accept={TYPES}
        about={id}
        onFile={onChoose}
      />
      <div id={id}>
        {chosen && <p>{chosen.name}</p>}
        <p class="hint">{t('papers.file.hint')}</p>
      </div>
    </div>
  )
}
