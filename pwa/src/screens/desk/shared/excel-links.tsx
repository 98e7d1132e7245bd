import type { ComponentChildren } from 'preact'
import { excelPath, type Kind } from '../../../actions/desk/excel'
import { Icon } from '../../../components/icon'
import { t } from '../../../i18n'
import { useSignedIn } from '../../lead/signed-in'

interface Props {
  kind: Kind
  team?: string
  /** Where it stands beside other lists, each button says of which it speaks. */
  named?: boolean
  /** What else there is to take of the list. */
  children?: ComponentChildren
}

/** The way of a list into Excel and out of it. Who has no account does without. */
export function ExcelLinks({ kind, team, named = false, children }: Props) {
  const account = useSignedIn()
  const may = account && (kind !== 'members' || account.role === 'coordinator')
  return (
    <p class="row no-print">
      {may && (
        <>
          <a class="button" href={excelPath(kind, team)} download>
            <Icon name="save" size={20} />
            {t(named ? 'excel.take.members' : 'excel.take')}
          </a>
          {children}
          <a class="button" href={`/desk/${kind}/import${team ? `?team=${team}` : ''}`}>
            <Icon name="add" size={20} />
            {t(named ? 'excel.bring.members' : 'excel.bring')}
          </a>
        </>
      )}
      {!may && children}
    </p>
  )
}
