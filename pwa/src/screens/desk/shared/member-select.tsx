import { Select } from '../../../components/field'
import { t } from '../../../i18n'
import { useQuery } from '../../lead/answer'
import { namesOf } from './member-names'

interface Props {
  label: string
  value: string
  onChange: (id: string) => void
  required?: true
}

/** One of the teams that the account coordinates. */
export function TeamSelect(props: Props) {
  const rows = useQuery('/api/teams').body?.rows ?? []
  const options = rows.map((row) => ({ value: row.id, label: row.name }))
  return <Select {...props} options={withPlaceholder(options, props.value)} />
}

/** One of a team's members, with those who wait for approval unless `approvedOnly`. */
export function MemberSelect({
  team,
  approvedOnly,
  ...props
}: Props & { team: string; approvedOnly?: true }) {
  const answer = useQuery('/api/teams/{team_id}', { team_id: team })
  const members = answer.body?.members ?? []
  const names = namesOf(members.filter((one) => !(approvedOnly && one.waiting)))
  const options = [...names].map(([value, label]) => ({ value, label }))
  return <Select {...props} options={withPlaceholder(options, props.value)} />
}

/** With "Chọn…" first while the value is not one of the options. */
function withPlaceholder(options: { value: string; label: string }[], value: string) {
  const isListed = options.some((one) => one.value === value)
  return isListed ? options : [{ value, label: t('form.choose') }, ...options]
}
