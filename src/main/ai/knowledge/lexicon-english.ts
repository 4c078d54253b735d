/**
 * Words that customers of shops, workshops, practices and the like use for one another. A line is an idea, the wider
 * ideas that it hints at (after `<`), and the words for it; `_` joins the words of a phrase, `*` stands for one of "it",
 * "them", "this" and the like, or for nothing. Inflected forms need not stand here: stems are compared.
 */
export const ENGLISH_IDEAS = `
hours: hours open opening close closed closing schedule shut opening_times opening_hours business_hours how_late how_early till_when until_when stay_open come_by
when < duration: when what_time which_day what_day how_soon
duration < time: how_long how_many_days how_many_weeks how_many_minutes how_many_hours how_much_time how_fast how_quick how_quickly duration last lasts minutes days_till weeks long
time: time
price: price cost costs fee charge how_much free rate tariff pay_for pricing quote expensive cheap have_to_pay charges who_pays for_free no_cost gratis dollars bucks
location < where: location located address directions find_you where_are_you where_r_you which_street map whereabouts get_to_you based
where: where wheres which_place
holiday < dayoff: holiday holidays bank_holiday public_holiday christmas xmas thanksgiving easter new_year labor_day memorial_day independence_day july_4th boxing_day
sunday < dayoff: sunday sundays sun
dayoff: weekend weekends
saturday < weekday: saturday saturdays
weekday: monday tuesday wednesday thursday friday mondays tuesdays wednesdays thursdays fridays
parking: parking park car_park parking_lot parking_space garage leave_my_car leave_the_car spot_for_my_car
transit: bus train public_transport public_transit subway metro tram underground station bus_stop train_station
car: car drive driving vehicle
wheelchair: wheelchair wheel_chair accessible accessibility ramp disabled disability step_free stairs elevator lift handicap handicapped mobility scooter walker barrier_free crutches stroller
pets: pet pets
dog < pets: dog dogs puppy pup doggo
cat < pets: cat cats kitten
animal < pets: animal animals
bring < accompany: bring take_along bring_along
accompany: come_with come_in_with with_me allowed
allowed: allow allowed permitted welcome friendly
phone: phone telephone call phone_number call_you reach_you number_to_call ring ring_you talk_on_the_phone by_phone hotline landline
delivery: delivery deliver delivers shipping ship ships shipment shipped postage send_to get_it_sent mailed courier mail_it dispatch sent_to_my_house home_delivery carrier
order: order orders ordered purchase purchased bought
parcel < order: parcel package stuff box packet
arrive < delivery: arrive arrives arrived get_here gets_here come arrival receive get_my_order
track: track tracking trace follow where_is_my_order where_is_my_package where_is_my_parcel wheres_my wheres_my_order wheres_my_package wheres_my_parcel where_is_my_delivery order_status status update_on any_news tracking_number where_my
abroad: abroad international internationally overseas worldwide other_countries other_country foreign outside_the_us outside_the_country export country countries another_country customs
land < abroad: canada mexico germany france spain italy uk england britain ireland europe eu australia china india japan brazil usa america netherlands poland turkey austria switzerland sweden norway
pickup: pick_up pickup pick_*_up collect collection click_and_collect in_store_pickup store_pickup get_my_order_myself come_and_get come_get come_get_* picking_up get_*_myself instead_of_delivery curbside
change: change edit update modify alter fix correct different
address: address adress house_number street new_address wrong_address street_address zip_code postcode
cancel: cancel canceled cancelled cancellation call_off dont_want_*_anymore stop changed_my_mind change_my_mind by_mistake undo end quit terminate
appointment: make_an_appointment get_an_appointment appointment appointments appt booking slot reservation visit
book < appointment: book booking schedule reserve make_an_appointment book_me fit_me_in
return: return returns returned returning send_*_back sent_*_back give_*_back bring_*_back take_*_back sending_*_back give_back send_back bring_back bringing_*_back dont_like_* dont_fit
refund: refund refunds refunded money_back get_my_money reimburse reimbursement reimbursed my_money money_to_be_back pay_back credited
exchange: exchange swap trade trade_in switch_*_for different_one different_ones another_color another_colour another_size different_frame instead_of_*_one replace
damaged: damaged broken broke crack cracked scratch scratched defective faulty came_broken arrived_broken smashed torn dent dented wrong_item wrong_one wrong_order wrong_product wrong_size not_what_i_ordered isnt_what_i_ordered someone_elses_order someone_else_order sent_me_the_wrong got_the_wrong received_the_wrong not_mine item_missing incomplete
wrong < damaged: wrong incorrect mistake
warranty: warranty guarantee guaranteed warrantee
repair: repair fix repairs fixed mend restore fell_off came_off fell_out sat_on broke screw nose_pad loose bent
payment: pay payment paying payments paid accept method methods
card < payment: card cards credit_card debit_card visa mastercard amex american_express debit
cash < payment: cash
wallet < payment: paypal apple_pay google_pay venmo cash_app zelle contactless klarna bank_transfer wire_transfer crypto bitcoin cheque
instalments: instalments installments instalment installment pay_monthly payment_plan payment_plans financing finance split_* pay_*_off in_parts over_time over_a_few_months monthly_payments pay_later bit_by_bit afterpay pay_in_3 pay_in_parts pay_in_three monthly_rates at_once
declined: declined decline rejected denied refused doesnt_go_through didnt_go_through wont_go_through go_through goes_through wont_go_thru go_thru payment_failed failed_payment wont_take_my_card not_accepted
fail: doesnt_work not_working wont_work isnt_working does_not_work didnt_work invalid error fails not_work says_invalid failed cant_apply not_valid not_accepted
invoice: invoice receipt bill proof_of_purchase vat tax taxes statement
company: company business firm corporate
gift: gift present voucher gift_card gift_cards giftcard giftcards gift_certificate gift_voucher vouchers
sell < have: sell sells buy looking_for carry stock in_stock shop_for get_a purchase need_a
have: have offer got
expire: expire expires expired expiry run_out still_good valid expiration validity how_long_can_i_use can_i_still_use still_use how_long_is_it_good
discount: discount discounts cheaper deal percent_off reduction something_off off special_offer sale concession reduced
student < discount: student students college uni university school_id
senior < discount: senior seniors pensioner pensioners retired retiree retirees elderly over_65 65 grandma grandpa grandmother grandfather 65s old_people
code: code promo_code promo promocode discount_code coupon coupon_code voucher_code codes
match: match beat price_match pricematch match_prices
elsewhere < other: elsewhere somewhere_else another_shop another_store other_shop other_shops other_stores competitor competitors another_place other_place other_places another_website amazon different_shop online_cheaper found_*_cheaper cheaper_elsewhere for_less
insurance: insurance insured insurer plan coverage covered in_network cover covers copay benefits hsa fsa medicare medicaid
exam < appointment: exam test examination check checkup check_up examined checked screening tested testing
eye: eye eyes vision sight eyesight
move < change: reschedule move postpone rebook shift delay push_back another_day different_day cant_make_* another_time something_came_up change_my_appointment not_make_it wont_make_it move_my_appointment different_time later_date
late: late running_late running_behind be_late delayed behind stuck_in_traffic late_for miss overdue minutes_late min_late
children: children child kid kids baby toddler son daughter teen teenager year_old minors infant boy girl
prescription: prescription prescriptions rx script strength diopter
doctor: doctor doc physician dr
other: other another different elsewhere
own < other: own my_own old_optician
copy: copy copies duplicate send_me email_me emailed print
email: email mail e_mail emails emailed
ready: ready done finished made complete completed
make < ready: make produce build
glasses: glasses spectacles specs eyeglasses eyewear
frame < glasses: frame frames
lens: lens lenses
contacts < lens: contacts contact_lenses contact_lens
daily: daily dailies day
monthly: monthly month monthlies
subscription: subscription subscribe subscribed membership skip_my_next skip_a_delivery next_box regular_delivery abo
pause: pause hold on_hold skip stop suspend freeze put_*_on_hold take_a_break
sunglasses: sunglasses shades sun_glasses tinted tint sunnies polarized
account: account profile accounts
signup < account: sign_up signup register registration create_account create_an_account make_an_account open_an_account get_an_account join registering new_account sign_me_up
password: password passcode pin
login < account: log_in login sign_in signin logged_out locked_out log_on get_into_my_account cant_log access_my_account
forgot: forgot forgotten forget lost reset remember recover
delete: delete remove erase close_my_account deletion wipe delete_my_account right_to_be_forgotten closing_my_account
data: data information info personal_data personal_information personal_info details
privacy < data: privacy gdpr data_protection sell_my_data share_my_data share_my_info confidential safe secure third_parties
newsletter: newsletter emails mailing_list email_list mailings marketing_emails promotional_emails spam the_list too_many_emails sending_me_emails
unsubscribe: unsubscribe opt_out stop_sending_me take_me_off get_off unsubscribing off_the_list off_your_list
hiring: hiring job jobs vacancy vacancies career careers work_for_you work_with_you openings recruit recruiting cv resume apprentice apprenticeship internship looking_for_work employ position positions hire
home: home house homes my_place to_us
homevisit < home: home_visit home_visits house_call house_calls come_to_my_house come_to_my_home visit_us visit_at_home come_to_us come_out_to mobile_service home_service come_to_her come_to_him cant_leave_the_house
recycle: recycle recycling donate donation charity reuse second_hand give_away dispose trade_in
used: old used
walkin: walk_in walk_ins walkin walkins without_an_appointment without_appointment no_appointment just_show_up drop_by just_drop_by show_up just_come just_come_in need_an_appointment have_to_book need_to_book drop_in come_without stop_by
staff: staff team employees
size: size sizes fit fits measure
color: color colour black red blue green white brown
menu: menu dishes food meal
allergy: allergy allergic allergies vegan vegetarian gluten halal kosher
table < appointment: table seat seats
reserve: reserve hold_*_for put_*_aside
available < sell: available availability in_stock out_of_stock back_in_stock restock sold_out
towed: tow towing roadside
emergency: emergency urgent asap urgently
tip: tip tips gratuity
deposit < payment: deposit down_payment prepay upfront advance
quote < price: quote estimate
install: install installation setup set_up assemble assembly fitting
clean: clean cleaning wash washing laundry care dry_clean
language: language languages speak english spanish german french
toilet: toilet bathroom restroom washroom wc
internet: wifi wi_fi internet wlan
complain: complain complaint complaints
owner: owner manager boss
minimum: minimum min_order at_least
bulk: bulk wholesale large_quantity quantity
smoke: smoke smoking vape
age: age ages old_enough
rent: rent rental hire_out lease borrow
`;
