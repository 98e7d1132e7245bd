import { Sheet } from '../../components/sheet'
import { t } from '../../i18n'
import { labelOf } from '../labels'
import { LogForm } from './form'
import { GuideLink } from './guide-link'
import { CARD, type Holder } from './holder'
import { Save, useNewSession } from './new-session'
import { useHolder } from './use-holder'

interface Props {
  service: string
  onClose: () => void
}

/** The card over the tiles: everything prefilled, one tap on "Lưu" ends it. */
export function LogSheet(props: Props) {
  const holder = useHolder()
  return holder === undefined ? null : <Card key={holder} {...props} holder={holder} />
}

function Card({ service, holder, onClose }: Props & { holder: Holder }) {
  const session = useNewSession(service, { form: CARD, holder }, onClose)
  if (!session) return null
  const close = () => {
    session.forget()
    onClose()
  }
  return (
    <Sheet
      title={labelOf(session.catalogue, 'service', service)}
      onClose={close}
      foot={<Save {...session.save} />}
    >
      <LogForm {...session.form} />
      <GuideLink service={service} />
      <a class="link" href="/me/rules">
        {t('screen.name.rules')}
      </a>
    </Sheet>
  )
}
