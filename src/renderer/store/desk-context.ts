import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Desk } from './create-desk';
import type { DeskState } from './desk-state';
import type { UiState } from './ui-state';

/** The desk of this window, for every component below. */
export const DeskContext = createContext<Desk | null>(null);

/** Gives the desk of this window. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('This component stands outside of a desk.');
  return desk;
}

/** Gives a part of what the main process told, and again whenever that part changes. */
export function useDeskState<T>(select: (state: DeskState) => T): T {
  return useStore(useDesk().state, select);
}

/** Gives a part of what is on screen, and again whenever that part changes. */
export function useUi<T>(select: (state: UiState) => T): T {
  return useStore(useDesk().ui, select);
}
