import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Checks } from '../../../components/choice'
import { Field, Select } from '../../../components/field'
import { t } from '../../../i18n'
import type { Catalogue } from '../../../queries'
import { optionsOf } from '../../shared/options'
import { setQuery } from '../../shared/set-query'
import { COLUMNS, columnsQuery, sortQuery, type View } from './session-columns'

interface Props {
  filter: Readonly<Record<string, string>>
  view: View
  known: Catalogue
  all: boolean
  /** The choice of the unit and the team; a lead's phone has none. */
  place: ComponentChildren
  /** What else is folded away where there is little room. */
  children?: ComponentChildren
}

/** What is sought, filtered, sorted and shown; the address keeps all of it. */
export function SessionFilter({ filter, view, known, all, place, children }: Props) {
  const lists = [
    { name: 'service', word: 'sessions.col.services', options: optionsOf(known.services) },
    { name: 'outcome', word: 'sessions.col.outcome', options: optionsOf(known.outcomes) },
    { name: 'place_kind', word: 'field.place_kind', options: optionsOf(known.placeKinds) },
    { name: 'age_band', word: 'log.age_band', options: optionsOf(known.ageBands) },
  ] as const
  const orders = COLUMNS.flatMap(({ code, name }) => [
    { value: code, label: t('sessions.order.up', { name: t(name) }) },
    { value: `-${code}`, label: t('sessions.order.down', { name: t(name) }) },
  ])
  const chosen = lists.filter(({ name }) => filter[name]).length
  return (
    <div class="stack no-print">
      <div class="two">
        {!children && place}
        <Sought sought={view.sought} />
      </div>
      <details class="card message session-filter">
        <summary>
          {t(children ? 'sessions.filter.narrow' : 'sessions.filter')}
          {chosen > 0 && ` ${t('sessions.filter.n', { n: chosen })}`}
        </summary>
        <div class="stack">
          {children}
          <div class="two">
            {children && place}
            {lists.map(({ name, word, options }) => (
              <Select
                key={name}
                label={t(word)}
                options={[{ value: '', label: t('sessions.filter.all') }, ...options]}
                value={filter[name] ?? ''}
                onChange={(value) => setQuery({ [name]: value || undefined, pages: undefined })}
              />
            ))}
            <Select
              label={t('sessions.order')}
              options={orders}
              value={`${view.ascending ? '' : '-'}${view.sort}`}
              onChange={(value) =>
                setQuery({
                  sort: sortQuery(value.replace(/^-/, '') as View['sort'], !value.startsWith('-')),
                  pages: undefined,
                })
              }
            />
          </div>
          <Checks
            legend={t('sessions.columns')}
            options={COLUMNS.filter(({ code }) => code !== 'when').map(({ code, name }) => ({
              value: code,
              label: t(name),
            }))}
            values={view.columns.filter((code) => code !== 'when')}
            most={COLUMNS.length}
            onChange={(codes) => setQuery({ cols: columnsQuery(['when', ...codes]) })}
          />
          <label class="check">
            <input
              type="checkbox"
              checked={all}
              onChange={(event) => setQuery({ all: event.currentTarget.checked ? '1' : undefined })}
            />
            <span>{t('sessions.all')}</span>
          </label>
        </div>
      </details>
    </div>
  )
}

/** Who types is not asked for at every letter: it would be a question to the server each time. */
const PAUSE_MS = 400

function Sought({ sought }: { sought: string }) {
  const [typed, setTyped] = useState(sought)
  const told = useRef(sought)
  // The address changes by itself too: nothing is sought any more. As it was at first it says nothing new,
  // and somebody may have begun to type.
  useEffect(() => {
    if (told.current !== sought) setTyped(sought)
    told.current = sought
  }, [sought])
  useEffect(() => {
    if (typed === sought) return
    const ask = () => setQuery({ q: typed || undefined, pages: undefined })
    const timer = setTimeout(ask, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <Field
      type="search"
      label={t('sessions.find')}
      maxLength={100}
      value={typed}
      onInput={setTyped}
    />
  )
}
