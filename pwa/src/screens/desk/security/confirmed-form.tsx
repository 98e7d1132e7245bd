import { SubmitForm, type SubmitFormProps } from '../../lead/forms/form'
import { useConfirmed } from './confirmed'

/** A form for what gives or takes access: where the server wants to know who asks, it asks for the
 * password and is handed in again, with everything that was typed. */
export function ConfirmedForm<T>(form: SubmitFormProps<T>) {
  const { confirmed, sheet } = useConfirmed()
  return (
    <>
      <SubmitForm {...form} save={() => confirmed(form.save)} />
      {sheet}
    </>
  )
}
