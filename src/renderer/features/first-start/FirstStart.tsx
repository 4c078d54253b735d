import { IconDeviceMobile, IconMessages, IconPlugConnected } from '@tabler/icons-react';
import { useId, type ComponentType, type ReactNode } from 'react';
import { showAddress } from '../../../shared/phone-address';
import { Empty } from '../../components/Empty';
import { useHome } from '../../components/use-home';
import { useDesk, useDeskState } from '../../store/desk-context';
import { isDemo } from '../../store/desk-state';
import { showPage } from '../../store/show-page';
import { useCommand } from '../../store/use-command';
import { useSetting } from '../../store/use-setting';
import classes from './FirstStart.module.css';

/** What stands in the middle until the first message is there: how to get one. */
export function FirstStart() {
  const demo = useDeskState(isDemo);
  return demo ? <Doors /> : <ReadyForTheFirst />;
}

function Doors() {
  const desk = useDesk();
  const command = useCommand();
  const id = useId();
  return (
    <section className={classes.frame} aria-labelledby={id}>
      <h2 id={id} className={classes.title}>
        Welcome to Switchboard
      </h2>
      <p className={classes.words}>
        Texts, WhatsApp messages and calls of your customers come together here. The AI answers what it can, you the
        rest.
      </p>
      <div className={classes.doors}>
        <Door
          Icon={IconDeviceMobile}
          name="Try it with the simulator"
          onOpen={() => void command('simulator.show', {})}
        >
          Type on a simulated phone and see the text arrive here and get its answer. It needs no account, and nothing
          leaves this computer.
        </Door>
        <Door Icon={IconPlugConnected} name="Connect Twilio" onOpen={() => showPage(desk, 'connect')}>
          Have the account SID and the auth token of your Twilio account at hand. Step by step, up to the first text
          that arrives; you can stop anywhere and go on later.
        </Door>
      </div>
    </section>
  );
}

function Door(props: {
  readonly Icon: ComponentType<{ size: number; stroke: number; 'aria-hidden': true }>;
  readonly name: string;
  readonly children: ReactNode;
  readonly onOpen: () => void;
}) {
  const { Icon } = props;
  const words = useId();
  return (
    <div className={classes.door}>
      <span className={classes.sign}>
        <Icon size={24} stroke={1.5} aria-hidden />
      </span>
      <button type="button" className={classes.open} aria-describedby={words} onClick={props.onOpen}>
        {props.name}
      </button>
      <p id={words} className={classes.about}>
        {props.children}
      </p>
    </div>
  );
}

function ReadyForTheFirst() {
  const number = useSetting('twilioPhoneNumber') ?? '';
  const home = useHome();
  return (
    <Empty icon={<IconMessages size={24} stroke={1.5} />} title="Ready for the first message">
      {number === '' ? 'Text your number at Twilio' : `Text ${showAddress(number, home)}`} from any phone: it appears
      here the moment it arrives. How the way from Twilio stands is said at the bottom of the window.
    </Empty>
  );
}
