import '../../../styles/desk.css'
import { useState } from 'preact/hooks'
import { CsvButton } from '../../../components/lead/csv-button'
import { t, type Word } from '../../../i18n'
import { formatDay } from '../../../i18n/format'
import { ServerAnswer, useQuery } from '../../lead/answer'
import type { Unit } from '../../lead/api-types'
import { Empty } from '../../lead/empty'
import { forms } from '../../lead/forms/form-names'
import { RowActions } from '../../lead/forms/row-actions'
import { useSignedIn } from '../../lead/signed-in'
import { todayHere } from '../../lead/today'
import { go } from '../../router'
import { changeAddress } from '../shared/addresses'
import { DeskPage } from '../shared/desk-page'
import { ExcelLinks } from '../shared/excel-links'
import { type Branch, formatUnit, stands, treeOf } from '../shared/tree'
import { kindsBelow } from '../shared/unit-kinds'
import { mayChange } from './may-change'
import { AddUnit, EndUnit, RenameUnit } from './unit-forms'

/** The tree of units below the coordinator's own: add, rename, merge, end. */
export function Units() {
  const answer = useQuery('/api/units')
  const account = useSignedIn()
  const own = account?.unit?.id
  const [all, setAll] = useState(false)
  const today = todayHere()
  return (
    <DeskPage
      paper={{ shown: answer.path }}
      title={t('screen.name.units')}
      under={<p class="soft">{t('units.why')}</p>}
    >
      <ServerAnswer answer={answer}>
        {({ rows }) => {
          const shown = all ? rows : rows.filter((unit) => stands(unit, today))
          return (
            <>
              {shown.length < rows.length || all ? (
                <label class="check">
                  <input
                    type="checkbox"
                    checked={all}
                    onChange={(event) => setAll(event.currentTarget.checked)}
                  />
                  <span>{t('units.ended_too')}</span>
                </label>
              ) : null}
              {shown.length === 0 && <Empty why="not_begun" text={t('units.none')} />}
              <div class="row">
                <ExcelLinks kind="units">
                  {shown.length > 0 && <TakeUnits rows={shown} />}
                </ExcelLinks>
                {mayChange(account, rows) && (
                  <a class="button" href={changeAddress()}>
                    {t('change.open')}
                  </a>
                )}
              </div>
              <Branches branches={treeOf(shown)} own={own} />
            </>
          )
        }}
      </ServerAnswer>
    </DeskPage>
  )
}

function Branches({ branches, own }: { branches: Branch[]; own: string | undefined }) {
  return (
    <ul class="tree">
      {branches.map(({ unit, below }) => (
        <li key={unit.id}>
          <Node unit={unit} own={own} />
          {below.length > 0 && <Branches branches={below} own={own} />}
        </li>
      ))}
    </ul>
  )
}

function Node({ unit, own }: { unit: Unit; own: string | undefined }) {
  const ended = !stands(unit, todayHere())
  return (
    <div class="card small-gap">
      <p class="spread">
        <span class="name">{formatUnit(unit)}</span>
        {ended && <span class="tag">{t('units.ended')}</span>}
        {unit.id === own && <span class="tag good">{t('units.own')}</span>}
      </p>
      <p class="soft small number">
        {[
          t('units.code', { code: unit.code }),
          t('team.since', { day: formatDay(unit.valid_from) }),
          unit.valid_to && t('team.until', { day: formatDay(unit.valid_to) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {!ended && (
        <RowActions
          name={formatUnit(unit)}
          actions={[
            ...(unit.id === own
              ? []
              : [
                  {
                    label: t('units.rename'),
                    formName: forms.renameUnit(unit.id),
                    form: (close: () => void) => <RenameUnit unit={unit} onClose={close} />,
                  },
                ]),
            ...(kindsBelow(unit.kind).length === 0
              ? []
              : [
                  {
                    label: t('units.add'),
                    formName: forms.addUnit(unit.id),
                    form: (close: () => void) => <AddUnit parent={unit} onClose={close} />,
                  },
                ]),
            ...(unit.id === own
              ? []
              : [
                  { label: t('change.open'), run: () => go(changeAddress(unit.id)) },
                  {
                    label: t('units.end'),
                    danger: true,
                    formName: forms.endUnit(unit.id),
                    form: (close: () => void) => <EndUnit unit={unit} onClose={close} />,
                  },
                ]),
          ]}
        />
      )}
    </div>
  )
}

function TakeUnits({ rows }: { rows: Unit[] }) {
  const names = new Map(rows.map((unit) => [unit.id, formatUnit(unit)]))
  return (
    <CsvButton
      name="tung-ngo-don-vi"
      rows={rows}
      columns={[
        { name: t('units.field.code'), cell: (unit) => unit.code },
        { name: t('units.field.name'), cell: (unit) => unit.name },
        { name: t('units.field.kind'), cell: (unit) => t(`unit.kind.${unit.kind}` as Word) },
        { name: t('units.field.parent'), cell: (unit) => names.get(unit.parent ?? '') ?? '' },
        { name: t('form.from'), cell: (unit) => unit.valid_from },
        { name: t('form.to'), cell: (unit) => unit.valid_to },
      ]}
    />
  )
}
