import { defineConfig } from '@playwright/test';
import everyDay from './playwright.config';

/** `npm run screenshots`: the pictures of the README and of docs/screenshots, made from the real app. */
export default defineConfig({ ...everyDay, testDir: 'test/screenshots', workers: 1, fullyParallel: false });
