import { z } from 'astro/zod';
import { id } from './common.ts';

/** Every column the audit can use. Names, telephones and full addresses of receivers are left out on purpose. */
export const FIELD_IDS = [
  'order_id',
  'sub_order_id',
  'system_order_id',
  'buyer_id',
  'buyer_alipay',
  'buyer_company',
  'status',
  'order_type',
  'created_at',
  'paid_at',
  'shipped_at',
  'confirmed_at',
  'carrier',
  'ship_mode',
  'tracking_no',
  'region',
  'province',
  'city',
  'new_address',
  'amount_list',
  'amount_payable',
  'amount_paid',
  'refund_amount',
  'refund_status',
  'payment_detail',
  'cod_amount',
  'presale',
  'dropship',
  'item_title',
  'item_id',
  'sku_code',
  'quantity',
  'seller_note',
  'note_flag',
  'weight_actual',
  'weight_unit',
  'picked_at',
  'signed_at',
  'signed_region',
  'expense',
  'posted_at',
  'counterparty',
  'fund_order',
  'fund_type',
  'fund_note',
] as const;
export const fieldId = z.enum(FIELD_IDS).describe('Canonical column');
export type FieldId = z.infer<typeof fieldId>;

/** What a table is: orders, the items of orders, money movements, a courier or weighing list, weights of goods. */
export const TABLE_KINDS = ['order', 'item', 'funds', 'courier', 'goods'] as const;
export const tableKind = z.enum(TABLE_KINDS).describe('What one row of the table stands for');
export type TableKind = z.infer<typeof tableKind>;

export const VALUE_TYPES = ['id', 'time', 'amount', 'number', 'weight', 'text', 'region'] as const;

/** A canonical column and the names it has in real files. */
export const exportField = z.strictObject({
  id: fieldId,
  label: z.string().min(2).describe('Name shown to the reader, also used for missing columns'),
  type: z.enum(VALUE_TYPES).describe('How a cell is read'),
  kinds: z.array(tableKind).min(1).describe('Tables the column can stand in'),
  many: z.boolean().default(false).describe('true = all columns with such a name are read, not only the first'),
  aliases: z.array(z.string().min(1)).min(1).describe('Header names, cleaned (no blanks, half-width brackets), best first'),
});
export type ExportField = z.infer<typeof exportField>;

/** One kind of export file as far as it is known. */
export const exportFormat = z.strictObject({
  id: id,
  name: z.string().describe('Name shown'),
  platforms: z.array(z.string()).min(1).describe('Marketplaces or erp / pay / courier'),
  era: z.string().describe('When such files were seen'),
  kind: tableKind,
  family: z.enum(['platform', 'erp', 'pay', 'courier']).describe('Who made it; platform files are believed first'),
  status: z
    .enum(['confirmed', 'confirmed-old', 'confirmed-buyer-side', 'partial', 'uncertain'])
    .describe('How sure the header list is (order-export-formats)'),
  clock: z
    .enum(['domestic', 'platform'])
    .default('domestic')
    .describe('platform = Pacific or unproven zone, never subtracted from domestic times'),
  amounts: z
    .enum(['sum', 'repeat'])
    .default('repeat')
    .describe('sum = amounts are per row of an order; repeat = the order amount stands on every row'),
  headers: z.array(z.string()).describe('Known headers, cleaned; empty when none is proven'),
  signature: z.array(z.string()).default([]).describe('Headers that tell this format from its neighbours'),
  overrides: z.record(z.string(), fieldId).default({}).describe('Headers that mean something else here'),
  quirks: z.array(z.string()).describe('What is odd in these files, in words'),
});
export type ExportFormat = z.infer<typeof exportFormat>;

export const statusCode = z
  .enum(['unpaid', 'paid', 'part-shipped', 'shipped', 'success', 'closed'])
  .describe('State of an order');
export type StatusCode = z.infer<typeof statusCode>;

export const formatFile = z.strictObject({
  updated: z.string().describe('Day the dossier was checked'),
  fields: z.array(exportField).min(1).describe('Canonical columns'),
  statuses: z.record(z.string(), statusCode).describe('Cleaned status text → state'),
  words: z
    .strictObject({
      virtual: z.array(z.string()).describe('Virtual or service goods, nothing is shipped'),
      pickup: z.array(z.string()).describe('Picked up or brought by the shop itself'),
      cod: z.array(z.string()).describe('Cash on delivery'),
      credit: z.array(z.string()).describe('Payment on account'),
      notBusiness: z.array(z.string()).describe('Kinds of ERP orders that are no sales'),
      dropship: z.array(z.string()).describe('Shipped by a third party'),
      topUp: z.array(z.string()).describe('Links for a price difference or postage'),
      warehouse: z.array(z.string()).describe('Warehouse language that makes a note harmless'),
      ambiguous: z.array(z.string()).describe('Typed words that warehouses use as well'),
      platformMoney: z.array(z.string()).describe('Money movements that are refunds, fees or transfers to the own account'),
    })
    .describe('Words that tell harmless situations apart'),
  formats: z.array(exportFormat).min(1).describe('Known files'),
});
export type FormatBook = z.infer<typeof formatFile>;
