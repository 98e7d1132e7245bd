import { useState } from 'preact/hooks'
import { t } from '../../../i18n'
import { formatNumber } from '../../../i18n/format'
import { ServerAnswer, useQuery } from '../../lead/answer'
import type { Paper } from './api-types'

/** The number of phones that have a paper and of people who opened it; unfolds to units and teams. */
export function Readers({ paper }: { paper: Paper }) {
  const [open, setOpen] = useState(false)
  const none = paper.phones === 0 && paper.opened === 0
  return (
    <details class="small" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {none
          ? t('papers.phones.none')
          : `${t('papers.phones', { n: paper.phones })} · ${openedBy(paper.opened)}`}
      </summary>
      {open && <ByTeam id={paper.id} />}
    </details>
  )
}

const openedBy = (n: number | null): string =>
  n === null ? t('papers.opened.few') : t('papers.opened', { n })

function ByTeam({ id }: { id: string }) {
  const answer = useQuery('/api/papers/{paper_id}/phones', { paper_id: id })
  return (
    <ServerAnswer answer={answer}>
      {({ rows }) => (
        <div class="stack">
          <div class="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">{t('papers.column.team')}</th>
                  <th scope="col">{t('papers.column.phones')}</th>
                  <th scope="col">{t('papers.column.opened')}</th>
                </tr>
              </thead>
              {rows.map((unit) => (
                <tbody key={unit.unit}>
                  <Line {...unit} />
                  {unit.teams.map((team) => (
                    <Line key={team.team} part {...team} />
                  ))}
                </tbody>
              ))}
            </table>
          </div>
          <p class="soft">{t('papers.opened.why')}</p>
        </div>
      )}
    </ServerAnswer>
  )
}

interface LineProps {
  name: string
  phones: number
  opened: number | null
  part?: boolean
}

function Line({ name, phones, opened, part = false }: LineProps) {
  return (
    <tr class={part ? 'part' : undefined}>
      <th scope="row">{name}</th>
      <td>{formatNumber(phones)}</td>
      <td>{opened === null ? t('papers.opened.untold') : formatNumber(opened)}</td>
    </tr>
  )
}
