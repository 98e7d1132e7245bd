import { t } from '../../i18n'
import type { Activity } from '../../queries/activities'
import { agendaEnd } from '../shared/agenda-end'
import { formatNearDay } from '../shared/format-when'

/** What comes when: part by part, line by line. */
export function Programme({ one, today }: { one: Activity; today: string }) {
  if (one.slots.length === 0) return <p class="soft">{t('activity.no_programme')}</p>
  return (
    <section class="stack">
      <h2>{t('activity.programme')}</h2>
      {one.slots.map((slot) => {
        const lines = one.agenda.filter((line) => line.slot === slot.id)
        return (
          <section class="card" key={slot.id}>
            <h3>
              <span class="number">
                {formatNearDay(slot.day, today)} {slot.start}
                {slot.end && `–${slot.end}`}
              </span>
              {slot.name && ` · ${slot.name}`}
            </h3>
            {slot.place && slot.place !== one.place && <p class="soft small">{slot.place}</p>}
            {lines.length > 0 && (
              <ol class="agenda">
                {lines.map((line, at) => (
                  <li key={`${at} ${line.title}`}>
                    <span class="number soft">
                      {line.start}
                      {agendaEnd(line) && <span class="small by">–{agendaEnd(line)}</span>}
                    </span>
                    <span>
                      {line.title}
                      {line.by && <span class="soft small by">{line.by}</span>}
                    </span>
                  </li>
                ))}
              </ol>
            )}
          </section>
        )
      })}
    </section>
  )
}
