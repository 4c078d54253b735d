import { PageFrame } from '../pages/PageFrame';
import classes from './AiPage.module.css';
import { LimitsSection } from './LimitsSection';
import { ReplaySection } from './ReplaySection';
import { ShadowSection } from './ShadowSection';
import { StateSection } from './StateSection';
import { TodaySection } from './TodaySection';

/** Whether the AI can be trusted: how it stands, what it did today, what it would have said, and what a change would do. */
export function AiPage() {
  return (
    <PageFrame title="AI">
      {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- everybody must be able to scroll it */}
      <div className={classes.scroll} tabIndex={0} role="group" aria-label="How the AI stands">
        <div className={classes.top}>
          <StateSection />
          <LimitsSection />
        </div>
        <TodaySection />
        <ShadowSection />
        <ReplaySection />
      </div>
    </PageFrame>
  );
}
