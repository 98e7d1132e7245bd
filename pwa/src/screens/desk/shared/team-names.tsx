import type { TeamNames } from '../../../actions/desk/teams'
import { Choice } from '../../../components/choice'
import { Field } from '../../../components/field'
import { t, type Word } from '../../../i18n'
import type { FormFields } from '../../lead/forms/form'

const KINDS = ['doi_hinh', 'to_cong_dong', 'khac']

/** What a team is called and of what kind it is. */
export function TeamNamesFields({
  text,
  choice,
}: Pick<FormFields<{ name: string; kind: string; label: string }>, 'text' | 'choice'>) {
  return (
    <>
      <Field
        required
        label={t('teams.name')}
        hint={t('teams.name.hint')}
        maxLength={120}
        {...text('name')}
      />
      <Choice
        legend={t('teams.kind')}
        options={KINDS.map((kind) => ({ value: kind, label: t(`teams.kind.${kind}` as Word) }))}
        {...choice('kind')}
      />
      <Field
        label={t('teams.label')}
        hint={t('teams.label.hint')}
        maxLength={60}
        {...text('label')}
      />
    </>
  )
}

export const trimmed = (names: TeamNames): TeamNames => ({
  name: names.name.trim(),
  kind: names.kind,
  label: names.label.trim(),
})
