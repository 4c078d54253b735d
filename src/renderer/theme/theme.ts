import {
  createTheme,
  Menu,
  Modal,
  Notification,
  type CSSVariablesResolver,
  type MantineColorSchemeManager,
  type MantineColorsTuple,
} from '@mantine/core';

/** The one accent colour: what can be pressed, what is chosen, what is ours. */
const petrol: MantineColorsTuple = [
  '#e6f5f6',
  '#d0e7ea',
  '#a3ced3',
  '#73b4bc',
  '#4c9fa8',
  '#33919c',
  '#218995',
  '#0f7783',
  '#016a75',
  '#005c67',
];

/** Neutral greys with a trace of blue, so that dark is not black and light is not glare. */
const dark: MantineColorsTuple = [
  '#e4e7ea',
  '#c3c9cf',
  '#a5adb5',
  '#7c858f',
  '#4d555e',
  '#3a4149',
  '#2b3138',
  '#1f2429',
  '#181c20',
  '#121518',
];

/** Calm and dense: system font, small radii, a 4 px grid. */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  luminanceThreshold: 0.32,
  colors: { petrol, dark },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.45', xl: '1.4' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.25rem', xl: '1.75rem' },
  defaultRadius: 'sm',
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'pointer',
  components: {
    Menu: Menu.extend({
      defaultProps: {
        // What it would put before the first item is no item, which a menu may not hold.
        withInitialFocusPlaceholder: false,
        // Gone at once: while it faded away, the second of two quick clicks would choose what has come to stand there.
        transitionProps: { transition: 'fade', duration: 150, exitDuration: 0 },
      },
    }),
    Modal: Modal.extend({
      defaultProps: {
        closeButtonProps: { 'aria-label': 'Close' },
        // A stray click, or the second of two quick ones, must not throw away what is asked or half written in it.
        closeOnClickOutside: false,
      },
    }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } }),
  },
});

/** The look is the main process's, which has the whole app follow the setting: here it is always the system's. */
export const followSystem: MantineColorSchemeManager = {
  get: (usual) => usual,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
};

/** Our own surfaces and inks, each readable at 4.5 : 1 or better on every surface it stands on. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--sb-radius': '10px',
  },
  light: {
    '--mantine-color-body': '#ffffff',
    '--mantine-color-dimmed': '#58626d',
    '--mantine-color-placeholder': '#69737e',
    '--mantine-color-error': 'var(--sb-bad)',
    '--sb-chrome': '#f4f6f7',
    '--sb-surface': '#ffffff',
    '--sb-raised': '#ffffff',
    '--sb-hover': '#edf1f3',
    '--sb-chosen': '#dcecee',
    '--sb-line': '#dfe4e8',
    '--sb-text': '#1a1f24',
    '--sb-dim': '#58626d',
    '--sb-accent': '#016a75',
    '--sb-theirs': '#eef1f3',
    '--sb-ours': '#d5ebed',
    '--sb-ai': '#ffffff',
    '--sb-ai-line': '#8fbfc5',
    '--sb-note': '#fdf3d3',
    '--sb-note-line': '#e6cf86',
    '--sb-good': '#1c6b3c',
    '--sb-warn': '#8a4b00',
    '--sb-warn-back': '#fdf0dc',
    '--sb-bad': '#b3261e',
    '--sb-bad-back': '#fdeceb',
  },
  dark: {
    '--mantine-color-body': '#1a1e22',
    '--mantine-color-dimmed': '#a5adb5',
    '--mantine-color-placeholder': '#8d969f',
    '--mantine-color-error': 'var(--sb-bad)',
    '--sb-chrome': '#14171a',
    '--sb-surface': '#1a1e22',
    '--sb-raised': '#22272c',
    '--sb-hover': '#23292e',
    '--sb-chosen': '#1d3a3f',
    '--sb-line': '#2d343a',
    '--sb-text': '#e4e7ea',
    '--sb-dim': '#a5adb5',
    '--sb-accent': '#73c4cd',
    '--sb-theirs': '#272d33',
    '--sb-ours': '#16454b',
    '--sb-ai': '#1a1e22',
    '--sb-ai-line': '#3d7b83',
    '--sb-note': '#3a3219',
    '--sb-note-line': '#6b5a24',
    '--sb-good': '#7bd49b',
    '--sb-warn': '#f2b872',
    '--sb-warn-back': '#3a2c17',
    '--sb-bad': '#ff9d94',
    '--sb-bad-back': '#3f2220',
  },
});
