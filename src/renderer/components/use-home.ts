import { isSupportedCountry, type CountryCode } from 'libphonenumber-js/min';
import { useDeskState } from '../store/desk-context';

/** Gives the country whose numbers are shown as people there write them: the setting, else that of the system. */
export function useHome(): CountryCode | undefined {
  return useDeskState(({ facts }) => {
    const { values, systemCountry } = facts?.settings ?? {};
    const chosen = values?.homeCountry.value ?? '';
    const country = chosen === '' ? (systemCountry ?? '') : chosen;
    return isSupportedCountry(country) ? country : undefined;
  });
}
