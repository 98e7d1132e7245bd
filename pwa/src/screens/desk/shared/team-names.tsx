import type { TeamNames } from '../../../actions/desk/teams'
import { Choice } from '../../../components/choice'
import { Field } from '../../../components/field'
import { t, type Word } from '../../../i18n'
import type { FieldProblem } from '../../lead/forms/form'

const KINDS = ['doi_hinh', 'to_cong_dong', 'khac']

interface Props {
  names: TeamNames
  wrong: FieldProblem
  onChange: (names: TeamNames) => void
}

/** What a team is called and of what kind it is. */
export function TeamNamesFields({ names, wrong, onChange }: Props) {
  return (
    <>
      <Field
        label={t('teams.name')}
        hint={t('teams.name.hint')}
        maxLength={120}
        value={names.name}
        wrong={wrong('name')}
        onInput={(name) => onChange({ ...names, name })}
      />
      <Choice
        legend={t('teams.kind')}
        options={KINDS.map((kind) => ({ value: kind, label: t(`teams.kind.${kind}` as Word) }))}
        value={names.kind}
        onChange={(kind) => onChange({ ...names, kind })}
      />
      <Field
        label={t('teams.label')}
        hint={t('teams.label.hint')}
        maxLength={60}
        value={names.label}
        wrong={wrong('label')}
        onInput={(label) => onChange({ ...names, label })}
      />
    </>
  )
}

export const trimmed = (names: TeamNames): TeamNames => ({
  name: names.name.trim(),
  kind: names.kind,
  label: names.label.trim(),
})
