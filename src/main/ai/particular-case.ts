/** A number as orders, parcels and invoices have them: four digits and more, which a year is not, or after a `#`. */
const LONG_NUMBER = /#\s?[a-z]{0,5}-?\d{2,}|(?<![\d.,:/+-])(?:[a-z]{1,5}-?)?(?!(?:19|20)\d\d(?!\d))\d{4,}(?![\d%])/iu;

/** What has a number in the languages people are answered in, with the number after it. */
const NUMBERED =
  /(?:order|parcel|package|invoice|shipment|ticket|pedido|orden|encomenda|paquete|factura|bestellung|paket|rechnung|auftrag|commande|colis|facture|ordine|pacco|fattura|pakket|factuur|sipariş\p{L}*|kargo\p{L}*|zamówieni\p{L}*|paczk\p{L}*)\s*(?:number|no\.?|nr\.?|num\p{L}*|n°|º)?\s*:?\s*(?:[a-z]{1,3}-?)?\d{3,}/iu;

/**
 * Tells whether a text is about one certain order, parcel or invoice, which it names by its number. No entry of the
 * team's knowledge can answer that, however well its words fit; how to track an order is no answer to where 8842 is.
 */
export function namesParticularCase(text: string): boolean {
  return /\d{2}/.test(text) && (LONG_NUMBER.test(text) || NUMBERED.test(text));
}
