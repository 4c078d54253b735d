/**
 * Words that customers of shops, workshops, practices and the like use for one another. A line is an idea, the wider
 * ideas that it hints at (after `<`), and the words for it; `_` joins the words of a phrase, `*` stands for one of "it",
 * "them", "this" and the like, or for nothing. Inflected forms need not stand here: stems are compared.
 */
export const ENGLISH_IDEAS = `
hours: hours open opening close closed closing schedule shut opening_times opening_hours business_hours how_late how_early till_when until_when stay_open come_by open_till open_until lunch_break 24_7 what_hours close_at open_at doors_open
when < duration: when what_time which_day what_day how_soon what_date how_late_can
duration < time: how_long how_many_days how_many_weeks how_many_minutes how_many_hours how_much_time how_fast how_quick how_quickly duration last lasts minutes days_till weeks long eta turnaround lead_time estimated how_long_until how_long_before how_long_till number_of_days
time: time
price: price cost costs fee charge how_much free rate tariff pay_for pricing quote expensive cheap have_to_pay charges who_pays for_free no_cost gratis dollars bucks postage pricey afford paying_for fees charged how_much_does how_much_is total amount
location < where: location located address directions find_you where_are_you where_r_you which_street map whereabouts get_to_you based whereabouts navigate gps google_maps come_to_you how_far which_part_of postcode situated
where: where wheres which_place
holiday < dayoff: holiday holidays bank_holiday public_holiday christmas xmas thanksgiving easter new_year labor_day memorial_day independence_day july_4th boxing_day
sunday < dayoff: sunday sundays sun
dayoff: weekend weekends
saturday < weekday: saturday saturdays
weekday: monday tuesday wednesday thursday friday mondays tuesdays wednesdays thursdays fridays
parking: parking park car_park parking_lot parking_space garage leave_my_car leave_the_car spot_for_my_car parked parking_garage parking_spaces lot leave_*_car street_parking where_to_park
transit: bus train public_transport public_transit subway metro tram underground station bus_stop train_station route railway rail buses trains trolley ferry
car: car drive driving vehicle
wheelchair: wheelchair wheel_chair accessible accessibility ramp disabled disability step_free stairs elevator lift handicap handicapped mobility scooter walker barrier_free crutches stroller accessable walking_frame walking_stick pram step_free_access steps ground_floor disabled_access
pets: pet pets hamster rabbit bird service_animal
dog < pets: dog dogs puppy pup doggo guide_dog service_dog doggy pooch doggie
cat < pets: cat cats kitten
animal < pets: animal animals
bring < accompany: bring take_along bring_along
accompany: come_with come_in_with with_me allowed
allowed: allow allowed permitted welcome friendly
phone: phone telephone call phone_number call_you reach_you number_to_call ring ring_you talk_on_the_phone by_phone hotline landline dial contact_number phone_line tel telefone cell mobile_number on_the_phone
delivery: delivery deliver delivers shipping ship ships shipment shipped postage send_to get_it_sent mailed courier mail_it dispatch sent_to_my_house home_delivery carrier deliveries send_*_to_me ship_to deliver_to dropped_off drop_off bring_*_to_me by_mail shipping_cost
order: order orders ordered purchase purchased bought
parcel < order: parcel package stuff box packet
arrive < delivery: arrive arrives arrived get_here gets_here come arrival receive get_my_order be_here turn_up show_up_at_my reach_me get_to_me
track: track tracking trace follow where_is_my_order where_is_my_package where_is_my_parcel wheres_my wheres_my_order wheres_my_package wheres_my_parcel where_is_my_delivery order_status status update_on any_news tracking_number where_my whereabouts_of locate status_of_my_order shipped_yet delivery_status been_shipped where_abouts follow_my
abroad: abroad international internationally overseas worldwide other_countries other_country foreign outside_the_us outside_the_country export country countries another_country customs intl outside_of_the cross_border
land < abroad: canada mexico germany france spain italy uk england britain ireland europe eu australia china india japan brazil usa america netherlands poland turkey austria switzerland sweden norway portugal denmark finland greece hungary russia ukraine israel mexico chile argentina colombia egypt africa asia korea singapore hawaii alaska scotland wales belgium czech
pickup: pick_up pickup pick_*_up collect collection click_and_collect in_store_pickup store_pickup get_my_order_myself come_and_get come_get come_get_* picking_up get_*_myself instead_of_delivery curbside pick_*_up_myself pick_up_in_store collect_* fetch grab_* pickups picked_up
change: change edit update modify alter fix correct different switch adjust replace correction amend
address: address adress house_number street new_address wrong_address street_address zip_code postcode
cancel: cancel canceled cancelled cancellation call_off dont_want_*_anymore stop changed_my_mind change_my_mind by_mistake undo end quit terminate abort withdraw no_longer_want no_longer_need dont_need_*_anymore cancelling canceling revoke stop_sending_me
appointment: make_an_appointment get_an_appointment appointment appointments appt booking slot reservation visit consultation time_slot timeslot appointed checkup_appointment session see_someone
book < appointment: book booking schedule reserve make_an_appointment book_me fit_me_in booked bookings fit_me get_me_in squeeze_me_in sign_me_up_for any_appointments appointments_free appointments_available free_appointment free_slot free_slots available_slot open_slot next_available
return: return returns returned returning send_*_back sent_*_back give_*_back bring_*_back take_*_back sending_*_back give_back send_back bring_back bringing_*_back dont_like_* dont_fit returnable take_back unwanted not_happy_with doesnt_fit returned_item bring_*_back_to
refund: refund refunds refunded money_back get_my_money reimburse reimbursement reimbursed my_money money_to_be_back pay_back credited chargeback get_*_money_back my_cash_back reimbursing repay repaid money_returned
exchange: exchange swap trade trade_in switch_*_for different_one different_ones another_color another_colour another_size different_frame instead_of_*_one replace swapping swapped exchanging exchanged get_a_different replacement
damaged: damaged broken broke crack cracked scratch scratched defective faulty came_broken arrived_broken smashed torn dent dented wrong_item wrong_one wrong_order wrong_product wrong_size not_what_i_ordered isnt_what_i_ordered someone_elses_order someone_else_order sent_me_the_wrong got_the_wrong received_the_wrong not_mine item_missing incomplete chipped leaking defect bust busted ripped shattered dead_on_arrival arrived_damaged damage incorrect_item wrong_product wrong_colour wrong_color
wrong < damaged: wrong incorrect mistake
warranty: warranty guarantee guaranteed warrantee garantee guaranty covered_if warrenty
repair: repair fix repairs fixed mend restore fell_off came_off fell_out sat_on broke screw nose_pad loose bent repaired repairing fixing fixed tighten adjust snapped came_loose came_apart replace_a
payment: pay payment paying payments paid accept method methods payable check_out tap_to_pay accepted methods_of_payment pay_with pay_by paying_by take_visa take_mastercard take_cards take_card take_credit_cards take_amex take_american_express take_paypal take_cash take_apple_pay accept_visa accept_cards accept_cash accept_paypal accept_american_express take_credit
card < payment: card cards credit_card debit_card visa mastercard amex american_express debit maestro girocard discover mastercards creditcard chip_card
cash < payment: cash
wallet < payment: paypal apple_pay google_pay venmo cash_app zelle contactless klarna bank_transfer wire_transfer crypto bitcoin cheque
instalments: instalments installments instalment installment pay_monthly payment_plan payment_plans financing finance split_* pay_*_off in_parts over_time over_a_few_months monthly_payments pay_later bit_by_bit afterpay pay_in_3 pay_in_parts pay_in_three monthly_rates at_once spread_the_cost layaway emi part_payment part_payments several_payments instal_ment on_credit in_installments
declined: declined decline rejected denied refused doesnt_go_through didnt_go_through wont_go_through go_through goes_through wont_go_thru go_thru payment_failed failed_payment wont_take_my_card not_accepted bounced wont_accept_my_card card_error cant_pay payment_error turned_down keeps_failing not_going_through
fail: doesnt_work not_working wont_work isnt_working does_not_work didnt_work invalid error fails not_work says_invalid failed cant_apply not_valid not_accepted keeps_saying wont_apply not_applying isnt_valid not_recognized not_recognised cant_use wont_accept
invoice: invoice receipt bill proof_of_purchase vat tax taxes statement billing receipts invoices proof_of_payment paperwork vat_number expense expenses reimbursement_form
company: company business firm corporate
gift: gift present voucher gift_card gift_cards giftcard giftcards gift_certificate gift_voucher vouchers egift e_gift gifting present_card
sell < have: sell sells buy looking_for carry stock in_stock shop_for get_a purchase need_a
have: have offer got
expire: expire expires expired expiry run_out still_good valid expiration validity how_long_can_i_use can_i_still_use still_use how_long_is_it_good valid_till valid_until use_by end_date out_of_date expiring how_long_is_it_valid
discount: discount discounts cheaper deal percent_off reduction something_off off special_offer sale concession reduced promotion promotions special_offers specials loyalty military veteran coupons reduced_price lower_price money_off
student < discount: student students college uni university school_id pupil pupils
senior < discount: senior seniors pensioner pensioners retired retiree retirees elderly over_65 65 grandma grandpa grandmother grandfather 65s old_people
code: code promo_code promo promocode discount_code coupon coupon_code voucher_code codes promotional_code discount_codes voucher_codes promo_codes
match: match beat price_match pricematch match_prices lower_the_price same_price price_guarantee
elsewhere < other: elsewhere somewhere_else another_shop another_store other_shop other_shops other_stores competitor competitors another_place other_place other_places another_website amazon different_shop online_cheaper found_*_cheaper cheaper_elsewhere for_less cheaper_at cheaper_online online_shop rival cheaper_price somewhere_cheaper the_store_next_door
insurance: insurance insured insurer plan coverage covered in_network cover covers copay benefits hsa fsa medicare medicaid insurances health_plan vision_plan out_of_network policyholder claim claims reimbursed_by
exam < appointment: exam test examination check checkup check_up examined checked screening tested testing exams tests checks check_my check_*_eyes
eye: eye eyes vision sight eyesight
move < change: reschedule move postpone rebook shift delay push_back another_day different_day cant_make_* another_time something_came_up change_my_appointment not_make_it wont_make_it move_my_appointment different_time later_date rescheduling postponed another_date different_date later_time earlier_time earlier_date cant_come cannot_come cannot_make_* unable_to_make wont_be_able_to_come
late: late running_late running_behind be_late delayed behind stuck_in_traffic late_for miss overdue minutes_late min_late tardy on_time hold_my_spot few_minutes_late delayed_a_bit arrive_late arriving_late ten_minutes_late
children: children child kid kids baby toddler son daughter teen teenager year_old minors infant boy girl grandson granddaughter niece nephew junior juniors little_one kiddo schoolkid newborn
prescription: prescription prescriptions rx script strength diopter
doctor: doctor doc physician dr
other: other another different elsewhere
own < other: own my_own old_optician
copy: copy copies duplicate send_me email_me emailed print copied send_a_copy paper_copy pdf
email: email mail e_mail emails emailed
ready: ready done finished made complete completed done_yet completion finish finishing ready_yet ready_for_pickup
make < ready: make produce build
glasses: glasses spectacles specs eyeglasses eyewear
frame < glasses: frame frames
lens: lens lenses
contacts < lens: contacts contact_lenses contact_lens
daily: daily dailies day
monthly: monthly month monthlies
subscription: subscription subscribe subscribed membership skip_my_next skip_a_delivery next_box regular_delivery abo auto_ship recurring autoship auto_renew plan_subscription renewal
pause: pause hold on_hold skip stop suspend freeze put_*_on_hold take_a_break stop_sending_me
sunglasses: sunglasses shades sun_glasses tinted tint sunnies polarized
account: account profile accounts user_account customer_account
signup < account: sign_up signup register registration create_account create_an_account make_an_account open_an_account get_an_account join registering new_account sign_me_up become_a_member make_a_login create_a_profile set_up_an_account open_account
password: password passcode pin
login < account: log_in login sign_in signin logged_out locked_out log_on get_into_my_account cant_log access_my_account sign_on logging_in cant_get_in access_to_my_account username user_name
forgot: forgot forgotten forget lost reset remember recover
delete: delete remove erase close_my_account deletion wipe delete_my_account right_to_be_forgotten closing_my_account get_rid_of deleting deleted removed wiped forget_me remove_me
data: data information info personal_data personal_information personal_info details
privacy < data: privacy gdpr data_protection sell_my_data share_my_data share_my_info confidential safe secure third_parties personal_details store_about_me data_policy third_party share_*_with safe_with_you
newsletter: newsletter emails mailing_list email_list mailings marketing_emails promotional_emails spam the_list too_many_emails sending_me_emails newsletters your_emails ads advertising promo_emails
unsubscribe: unsubscribe opt_out stop_sending_me take_me_off get_off unsubscribing off_the_list off_your_list remove_me_from off_your_newsletter opt_me_out sign_off
hiring: hiring job jobs vacancy vacancies career careers work_for_you work_with_you openings recruit recruiting cv resume apprentice apprenticeship internship looking_for_work employ position positions hire vacancies employment working_there work_there join_your_team apply application part_time full_time hiring_process employed work_at
home: home house homes my_place to_us
homevisit < home: home_visit home_visits house_call house_calls come_to_my_house come_to_my_home visit_us visit_at_home come_to_us come_out_to mobile_service home_service come_to_her come_to_him cant_leave_the_house bedridden housebound come_round mobile_optician travel_to_me at_my_home at_his_home at_her_home visit_me come_by_my_house come_over to_peoples_homes to_homes come_to_homes
recycle: recycle recycling donate donation charity reuse second_hand give_away dispose trade_in throw_away get_rid_of_old throw_out charities reuse_them donating recycled
used: old used
walkin: walk_in walk_ins walkin walkins without_an_appointment without_appointment no_appointment just_show_up drop_by just_drop_by show_up just_come just_come_in need_an_appointment have_to_book need_to_book drop_in come_without stop_by spontaneously just_come_by come_in_without show_up_without walk_straight_in pop_in just_pop_in just_turn_up turn_up_without first_come
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
