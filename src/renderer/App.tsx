import { MantineProvider, Title } from '@mantine/core';
import '@mantine/core/styles.css';

/** The frame of a window. */
export function App({ title }: { title: string }) {
  return (
    <MantineProvider defaultColorScheme="auto">
      <Title>{title}</Title>
    </MantineProvider>
  );
}
