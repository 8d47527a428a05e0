import type { LoaRules } from '../domain/order/state';
import type { RequirementRule } from '../domain/order/requirements';
import type { NumberType } from '../domain/order-details';
import { orderRules, type CountryPack } from '../config/countries';

/** Everything that a country wants for one type of number before anything is submitted, item by item (R9). */
export function requirementRules(pack: CountryPack, numberType: NumberType): RequirementRule[] {
  const type = pack.numberTypes[numberType];
  return [
    ...(type?.documents.value ?? []).map(({ kind, maxAgeDays }): RequirementRule => ({
      id: kind,
      type: 'document',
      needed: 'always',
      maxAgeDays,
    })),
    ...(type?.optionalDocuments ?? []).map(({ kind, maxAgeDays }): RequirementRule => ({
      id: kind,
      type: 'document',
      needed: 'optional',
      maxAgeDays,
    })),
    ...(orderRules(pack, numberType).identifiers ?? []).map(({ field, name, needed }): RequirementRule => ({
      id: field,
      type: 'text',
      name,
      needed: needed === 'ifAny' ? 'optional' : needed,
    })),
    { id: 'address', type: 'address', needed: 'always' },
  ];
}

/** How the country wants its letters signed, and how fresh (R10). */
export const loaRulesOf = ({ loaSignature, loaMaxAgeDays }: CountryPack): LoaRules => ({
  ...loaSignature.value,
  maxAgeDays: loaMaxAgeDays.value,
});
