/** The same ideas in other languages; see the English ones. */
export const OTHER_IDEAS: Readonly<Record<string, string>> = {
  es: `
hours: horario horarios abren abrir abierto abiertos abierta cierran cerrar cierre cerrado abre cierra hora_de_apertura atienden atencion abris cerrais estan_abiertos hasta_que_hora que_horario hora_de_cierre a_que_hora_abren a_que_hora_cierran hora_abren hora_cierran abierta_hoy abierto_hoy abren_hoy abriran atendeis atienden_hoy atendiendo abriendo cerrando estan_atendiendo dias_abren horas jornada apertura horarios_de_atencion puedo_pasar puedo_ir abren_los cierran_al_mediodia
when < duration: cuando a_que_hora a_q_hora que_dia
duration < time: cuanto_tiempo cuanto_tarda cuanto_dura cuantos_dias cuanto_demora plazo tarda demora tardan dias en_cuanto_tiempo cuanto_tiempo_tarda cuantos_dias_tarda cuanto_tiempo_demora tiempo_de_entrega plazo_de_entrega tardais
price: precio precios cuanto_cuesta cuanto_cobran cuanto_sale cuanto_vale cuanto_es cuesta costo coste gratis gratuito tarifa cobran vale cuanto_seria cuanto_piden barato caro costos gastos envio_gratis cuanto_sale_el cuanto_me_cobran cuanto_me_sale cuanto_me_cuesta cuanto_cuestan gastos_de_envio costo_de_envio coste_de_envio costos_de_envio precio_del_envio tarifas cuestan pagar_envio pagar_el_envio cobrais importe valor dinero cuanta_plata
location < where: direccion donde_estan ubicacion ubicados donde_queda como_llego como_llegar calle
where: donde
saturday: sabado sabados
sunday < dayoff: domingo domingos
holiday < dayoff: festivo festivos feriado navidad
parking: parking aparcar aparcamiento estacionar estacionamiento parqueo donde_aparcar dejar_el_coche dejar_el_carro
dog < pets: perro perros mascota mascotas
delivery: envio envios enviar entrega entregar domicilio entregan reparto mandar mandan reparten a_domicilio transporte flete shipping envian enviais envias envia envien enviarlo enviarme mandarlo mandarme mandan_a mensajeria correo despacho despachan delivery entregais entregarlo a_casa llevar_a_casa repartis portes gastos_de_envio costo_de_envio coste_de_envio costos_de_envio envio_gratis
order < item: pedido pedidos orden compra encargo pedi comprado compre comprar encargue
item: producto productos articulo articulos cosa cosas
track: seguimiento rastrear donde_esta_mi_pedido rastreo donde_esta_mi donde_esta no_ha_llegado no_me_ha_llegado no_llega no_llego estado_de_mi_pedido numero_de_seguimiento localizar
pickup: recoger retirar
cancel: cancelar anular cancelo cancelarlo anulo cancelacion anulacion
return: devolver devolucion devoluciones regresar retornar devuelvo devuelven devolverlo devolverlas devolverlos no_me_gusta devolverla devuelvo_esto devolver_algo devolver_las devolver_los politica_de_devolucion politica_de_devoluciones no_me_quedan no_me_queda no_me_gustan no_me_gusto no_me_gustaron no_me_van no_estoy_contento no_estoy_satisfecho ya_no_lo_quiero ya_no_las_quiero regresarlo regresarlas retorno retornos plazo_de_devolucion devolvere devuelve descambiar me_arrepenti quedan_mal quedan_grandes queda_grande queda_pequeno quedan_pequenas
refund: reembolso reembolsar reembolsan me_devuelven_el_dinero devuelven_el_dinero devolver_el_dinero mi_dinero dinero_de_vuelta reembolsos
exchange: cambiar cambio cambiarlo cambiarlas cambiarlos otro_modelo otra_talla
damaged: roto rota danado danada defectuoso
warranty: garantia
repair: reparar arreglar reparacion arreglan reparan arreglo reparaciones ajustar
payment: pago pagos pagar formas_de_pago metodos_de_pago aceptan abonar pago_con aceptais cobrar transferencia bizum pagar_con pago_con_tarjeta metodo_de_pago forma_de_pago medios_de_pago medio_de_pago como_pago como_puedo_pagar como_se_paga se_puede_pagar pagarlo pagan aceptan_tarjeta aceptan_tarjetas toman reciben recibis cogeis admiten visa mastercard paypal apple_pay google_pay transferencias contado cheques puedo_pagar aceptan_efectivo
card < payment: tarjeta tarjetas credito debito visa mastercard amex tarjeta_de_credito tarjeta_de_debito
cash < payment: efectivo
instalments: plazos cuotas meses plazo a_plazos mensualidades financiar financiacion
invoice: factura recibo
gift: regalo tarjeta_regalo tarjetas_regalo bono vale_regalo cheque_regalo
discount: descuento descuentos rebaja oferta
appointment: cita citas turno consulta hora_para hora turnos reservacion reserva
book < appointment: reservar reserva pedir_cita pedir_una_cita agendar pido pedir reservo una_cita cita_para sacar_cita sacar_turno pedir_hora pedir_turno hacer_una_cita hacer_cita solicitar_cita concertar_cita concertar_una_cita programar programar_una_cita tomar_hora agendar_una_cita agendar_cita apuntarme coger_cita quiero_una_cita necesito_una_cita quiero_cita necesito_cita hay_cita tienen_cita hay_citas tienen_citas reservar_cita disponible disponibilidad hay_hueco hueco revisarme graduarme chequearme hacerme_un hacerme_una hacer_un_examen hacerme_un_examen revisarme_la graduarme_la
exam: examen revision revisar revisarme graduar chequeo revisen graduarme graduacion prueba examen_visual examen_de_la_vista examen_de_vista examen_de_ojos test_visual control control_visual graduacion_de_la_vista medir_la_vista revision_de_la_vista revision_ocular chequear chequearme checar checarme optometrista oculista oftalmologo medirme test
eye: vista ojos ojo ver vision visual ocular ojitos optica
account: cuenta registrarme usuario
password: contrasena clave
glasses < item: gafas lentes anteojos gafa lente anteojo espejuelos montura monturas
children: ninos hijo hija ninas
phone: telefono llamar
hiring: trabajo empleo trabajar
arrive < delivery: llega llegar llegan llegara llegada recibo recibir recibire llegue tarda_en_llegar
parcel < order item: paquete paquetes caja
wallet < payment: paypal bizum apple_pay google_pay transferencia transferencia_bancaria mercado_pago pix zelle cripto bitcoin
`,
  de: `
hours: geoffnet offnungszeiten offnet auf offen schliesst geschlossen offnungszeit aufmachen zumachen macht_ihr_auf macht_ihr_zu offen_haben schliessen offnen uhrzeit aufhabt auf_habt habt_ihr_auf habt_ihr_offen haben_sie_auf macht_auf macht_zu wann_offnet wann_schliesst wann_macht wie_lange_offen wie_lange_auf wie_lange_habt wie_lange_haben_sie wie_lange_seid habt_auf habt_offen noch_offen noch_auf heute_offen heute_auf heute_geoffnet geoffnet_haben aufgemacht offnungstage ladenoffnungszeiten ladenzeiten geschaftszeiten sprechzeiten sprechstunde oeffnungszeiten geoeffnet oeffnet uhr macht_der_laden ladenschluss feierabend erreichbar vorbeikommen samstags_offen sonntags_offen macht_ihr wann_ist_bei_euch
when < duration: wann um_wieviel_uhr bis_wann ab_wann
duration < time: wie_lange wie_lang wie_schnell dauer dauert wie_viele_tage lieferzeit wieviele_tage dauern lieferzeiten wie_lange_dauert wie_lang_dauert wie_lange_braucht wie_lange_brauchen braucht brauchen tage wochen werktage lieferdauer versanddauer wartezeit zeit lieferfrist
price: preis preise kosten kostet wie_viel wieviel was_kostet gratis kostenlos gebuhr umsonst teuer kostenfrei was_kostet_das kosten_fur was_verlangt was_nehmt_ihr was_nehmen_sie was_muss_ich was_zahlt preislich kostenpflichtig kostenfreier euro wie_teuer was_wurde_das kostn kostets kostenloser zahlt_man zahlen_fur
location < where: adresse wo_seid_ihr wo_sind_sie standort wo_finde_ich anfahrt strasse
where: wo
saturday: samstag samstags sonnabend
sunday < dayoff: sonntag sonntags
holiday < dayoff: feiertag feiertage weihnachten
parking: parken parkplatz parkplatze parkhaus abstellen tiefgarage auto parkmoglichkeit parkmoglichkeiten parkplatz_vor parkplatzsituation wo_parken wo_kann_ich_parken wo_parke_ich wo_kann_man_parken parkgelegenheit parkgelegenheiten stellplatz stellplatze parkgebuhr parkgebuhren mit_dem_auto auto_abstellen auto_stehen auto_lassen wagen parke parkt geparkt kundenparkplatz kundenparkplatze parkpltz
dog < pets: hund hunde haustier haustiere
delivery: lieferung liefern versand liefert lieferzeit zustellung verschicken versenden versandkosten kommt_meine_bestellung zugestellt versandzeit lieferdauer verschickt geliefert lieferdienst zusendung zustellen ausliefern auslieferung zugeschickt zuschicken schicken schickt schickt_ihr gesendet postversand liefertermin lieferungen versendet zustelldauer versandkostenfrei verschickung lieferzeitraum lieferfrist liefer
arrive < delivery: kommt ankommen angekommen ankunft kommt_an kommt_mein kommt_meine ist_da bekomme bekommen erhalte erhalten kriege krieg da_ist eintreffen trifft_ein
order < item: bestellung bestellungen bestellt auftrag bestelle bestellen bestellte gekauft kaufen gekaufte einkauf bestllung
parcel < order item: paket sendung packchen pakete
item: artikel produkt produkte ware waren sache sachen gegenstand
track: sendungsverfolgung verfolgen wo_ist_meine_bestellung wo_ist_mein_paket wo_bleibt wo_bleibt_mein wo_bleibt_meine trackingnummer sendungsnummer wo_ist_meine wo_ist_mein noch_nicht_da noch_nicht_angekommen nicht_angekommen
pickup: abholen abholung
cancel: stornieren kundigen absagen storno stornierung storniert kundigung abbestellen absage
return: zuruckgeben zuruckschicken ruckgabe retoure umtausch zuruck zurucksenden retournieren ruckgaberecht geben_zuruck zuruck_geben zuruck_schicken reklamieren widerrufen widerruf abgeben rucksendung gefallt_nicht passt_nicht zuruckbringen retouren retour zuruckgebe zuruckgegeben zuruckgesendet zuruckschicke umtauschen_oder zuruck_an_euch ruckgabefrist ruckgabebedingungen ruckgabeschein retourenlabel retourenschein rucksenden ruckversand rucknahme zurucknehmen nehmt_ihr_zuruck nehmen_sie_zuruck wieder_abgeben wieder_zuruck gefallt_mir_nicht gefallen_mir_nicht gefallen_nicht passen_nicht passt_mir_nicht passen_mir_nicht zu_gross zu_klein nicht_zufrieden unzufrieden nicht_behalten doch_nicht will_ich_nicht_mehr nicht_mehr_haben widerrufsrecht zuruckgeschickt loswerden zurueckgeben zurueckschicken zurueck zurueckbringen rueckgabe ruecksendung rueckversand zuruckbring zuruckzugeben zuruckzuschicken
refund: erstattung geld_zuruck ruckerstattung geld_wieder mein_geld geld_zurueck erstatten erstattet ruckzahlung
exchange: umtauschen tauschen andere_fassung anderes_modell tausch
damaged: kaputt beschadigt defekt falsch
warranty: garantie gewahrleistung
repair: reparieren reparatur repariert richten reparaturen
payment: zahlen bezahlen zahlung zahlungsarten bezahlung zahle bezahle gezahlt zahlungsmittel zahlungsmethoden zahlungsmoglichkeiten zahlungsweise akzeptiert akzeptieren nehmt_ihr_karte uberweisung uberweisen paypal
card < payment: karte kreditkarte ec_karte karten girokarte kartenzahlung mit_karte visa mastercard
cash < payment: bar bargeld
instalments: raten ratenzahlung
invoice: rechnung beleg quittung rechnungen kassenbon
gift: gutschein geschenkgutschein
discount: rabatt ermassigung
appointment: termin termine
book < appointment: buchen reservieren vereinbaren termin_machen termin_ausmachen termin_bekommen termin_haben termin_vereinbaren termin_buchen
exam: sehtest test prufen testen untersuchung augentest augenprufung sehstarke vermessen augen_testen augen_prufen augen_checken augen_messen sehtests sehtest_bei augencheck augen_check augenuntersuchung augenvermessung sehschwache_testen sehscharfe sehprufung augen_kontrollieren kontrolle augen_uberprufen sehleistung sehstarke_bestimmen sehstarkenbestimmung augenmessung augen_testen_lassen uberprufen pruefen augenpruefung sehkraft messen messung checken augen_getestet testen_lassen prufen_lassen
eye: augen auge sehtest sehen sicht sehkraft
account: konto
password: passwort kennwort
glasses < item: brille brillen
children: kinder kind
phone: telefon anrufen telefonnummer
hiring: job arbeit stelle stellen
`,
  fr: `
hours: horaires horaire ouvert ouverts ouverte ouvrez ouverture fermez ferme fermeture fermes ouvre ouvrir heures_d_ouverture ouvrez_vous fermez_vous a_quelle_heure ferme_a heures_ouverture heure_ouverture heure_fermeture heure_de_fermeture quelle_heure_ouvrez quelle_heure_fermez vous_ouvrez vous_fermez vous_etes_ouvert vous_etes_ouverts etes_vous_ouvert etes_vous_ouverts ouvert_aujourd ouverts_aujourd ouvert_le ouverts_le jours_d_ouverture jours_ouverture jusqu_a_quelle_heure heure heures c_est_ouvert est_ce_ouvert magasin_ouvert fermes_le horaire_d_ouverture passer_quand ouvrent ferment ouvrira ouvrirez fermerez recevez accueil
when < duration: quand quelle_heure
duration < time: combien_de_temps delai delais duree combien_de_jours
price: prix combien cout coute gratuit gratuite tarif frais cher tarifs combien_coute combien_ca_coute payante offerte euros combien_ca combien_pour combien_est combien_faut_il c_est_combien c_est_gratuit payant offert offerts frais_de_livraison frais_de_port frais_d_envoi frais_d_expedition cout_de_la_livraison prix_de_la_livraison tarif_de_livraison tarif_livraison couter couts coutent gratuits gratuitement facturez montant
location < where: adresse ou_etes_vous situe ou_se_trouve
where: ou
saturday: samedi
sunday < dayoff: dimanche
holiday < dayoff: ferie feries noel
parking: parking garer stationner stationnement se_garer me_garer ou_se_garer places_de_parking place_de_parking
dog < pets: chien chiens animaux
delivery: livraison livrer livrez envoi expedition port frais_de_port livre domicile expediez livrez_vous frais_d_envoi envoyer envoyez livres livree livrees livraisons frais_de_livraison frais_livraison expedier expediees transport transporteur par_la_poste poste envois envoie envoyez_vous chez_moi a_domicile colissimo faire_livrer cout_de_livraison port_gratuit expedie
order < item: commande commandes commander
parcel < order item: colis
item: produit produits article articles chose
track: suivi suivre ou_est_ma_commande ou_est_mon_colis pas_recu pas_encore_recu toujours_pas_recu numero_de_suivi ou_est_mon ou_est_ma
pickup: retirer retrait
cancel: annuler annulation annule annulez
return: retour retourner renvoyer retours rendre renvoie renvoyer_mes retourne remboursable retourner_un changer_d_avis politique_de_retour
refund: remboursement rembourser rembourse remboursez remboursements mon_argent
exchange: echanger echange changer
damaged: casse abime cassee
warranty: garantie
repair: reparer reparation
payment: payer paiement paiements regler moyens_de_paiement acceptez prenez cheque virement sans_contact accepte paie payez payer_en payer_avec payer_par mode_de_paiement modes_de_paiement moyen_de_paiement methodes_de_paiement methode_de_paiement types_de_paiement options_de_paiement comment_payer comment_puis_je_payer comment_regler peut_on_payer puis_je_payer est_ce_que_je_peux_payer prenez_vous acceptez_vous vous_prenez vous_acceptez reglement cheques virements paypal apple_pay google_pay visa mastercard carte_bancaire carte_bleue sans_contact_possible amex american_express bancaire
card < payment: carte cartes cb carte_bancaire carte_bleue carte_de_credit visa mastercard amex carte_credit bleue
cash < payment: especes liquide
instalments: plusieurs_fois
invoice: facture recu
gift: cadeau carte_cadeau
discount: reduction remise
appointment: rendez_vous rdv consultation creneau rendez rendezvous rdvs consultations creneaux rv
book < appointment: reserver prendre_rendez_vous prendre_rdv reservation reserve reserver_un prendre_un_rendez_vous prendre_un_rdv avoir_un_rendez_vous avoir_un_rdv obtenir_un_rendez_vous fixer_un_rendez_vous fixer_un_rdv un_rendez_vous un_rdv rendez_vous_pour rdv_pour voir_un_opticien voir_l_opticien voir_un_ophtalmo disponibilites disponibilite place_disponible besoin_d_un_rendez_vous prise_de_rendez_vous planifier prochain_rendez_vous faire_controler faire_verifier faire_tester faire_examiner faire_un_examen passer_un_examen
exam: examen controle controler bilan tester verifier ophtalmo test examen_de_vue examen_de_la_vue examen_des_yeux test_de_vue test_de_la_vue tester_ma_vue tester_la_vue tester_mes_yeux controle_de_la_vue controle_de_vue controler_ma_vue controler_mes_yeux verifier_ma_vue verifier_mes_yeux faire_controler faire_verifier examiner bilan_visuel optometriste ophtalmologue opticien depistage mesurer examens
eye: vue yeux oeil visuel vision visuelle
account: compte
password: mot_de_passe
glasses < item: lunettes lunette monture montures
children: enfants enfant
phone: telephone appeler
hiring: emploi travail recrutez
arrive < delivery: arriver arrive arrivera recevoir recevrai recois
wallet < payment: paypal apple_pay google_pay virement lydia
`,
  it: `
hours: orari orario aprite aperti aperto chiudete chiuso apertura orario_di_apertura orari_di_apertura che_ora_aprite che_ora_chiudete aperta chiusi chiude apre
when < duration: quando che_ora
duration < time: quanto_tempo quanti_giorni
price: prezzo quanto_costa costo gratis gratuita costa quanto prezzi costano spese tariffe quanto_costano
location < where: indirizzo dove_siete
where: dove
parking: parcheggio parcheggiare
dog < pets: cane cani animali
delivery: spedizione consegna spedite consegnate spese_di_spedizione spedire spedizioni consegnare consegne corriere arriva arrivare
order < item: ordine ordini ordinato acquisto pacco
track: tracciare dove_il_mio_ordine
return: reso restituire resi restituzione rendere rimandare
refund: rimborso
payment: pagare pagamento pagamenti accettate pago carte metodi_di_pagamento come_posso_pagare bonifico paypal
card < payment: carta
cash < payment: contanti
appointment: appuntamento visita appuntamenti
book < appointment: prenotare prenotazione
warranty: garanzia
repair: riparare riparazione
invoice: fattura
discount: sconto
exam: esame controllo esame_della_vista
eye: vista occhi
glasses < item: occhiali
cancel: annullare disdire
instalments: rate
exchange: cambiare cambio
`,
  pt: `
hours: horario abrem aberto fecham fechado abre fecha funcionamento horarios abertos fechados que_horas_abre que_horas_fecha horario_de_funcionamento aberta abrir fechar
when < duration: quando que_horas
duration < time: quanto_tempo prazo quantos_dias
price: preco quanto_custa custa gratis custo quanto precos custam valor taxa
location < where: endereco onde_ficam morada
where: onde
parking: estacionamento estacionar
dog < pets: cachorro cao animais
delivery: entrega frete envio entregam enviar entregar entregas chega chegar frete_gratis
order < item: pedido encomenda pedidos compra comprei
track: rastrear rastreio onde_esta_meu_pedido onde_esta_meu
return: devolver devolucao troca devolver_um trocar devolucoes
refund: reembolso
payment: pagar pagamento aceitam pagamentos formas_de_pagamento como_posso_pagar pix aceita boleto
card < payment: cartao
cash < payment: dinheiro
appointment: consulta marcacao horario_para agendamento
book < appointment: marcar agendar
warranty: garantia
repair: consertar reparar
invoice: fatura
discount: desconto
exam: exame exame_de_vista
eye: vista olhos
glasses < item: oculos
cancel: cancelar
instalments: parcelas parcelar
`,
  nl: `
hours: openingstijden open gesloten dicht geopend sluiten openingsuren open_vandaag hoe_laat_open hoe_laat_dicht sluit openen opening koopzondag
when < duration: wanneer hoe_laat
duration < time: hoe_lang levertijd
price: prijs kosten hoeveel gratis kost prijzen kosten_voor duur verzendkosten
location < where: adres waar_zitten_jullie
where: waar
parking: parkeren parkeerplaats
dog < pets: hond honden huisdieren
delivery: bezorging levering verzendkosten verzenden bezorgen leveren bezorgd bezorgt bezorgkosten verstuurd versturen verzending verzonden thuisbezorgd geleverd levert
order < item: bestelling bestellingen besteld bestellen
track: volgen waar_is_mijn waar_blijft
return: retour retourneren terugsturen terugbrengen retourzending ruilen
refund: terugbetaling geld_terug
payment: betalen betaling betaalmethoden betaalmogelijkheden ideal betaal bancontact
card < payment: pinnen creditcard
cash < payment: contant
appointment: afspraak afspraken
book < appointment: boeken reserveren maken
warranty: garantie
repair: repareren reparatie
invoice: factuur
discount: korting
parcel < order item: pakket pakketje
exam: oogmeting oogtest ogentest
eye: ogen oog
glasses < item: bril brillen
cancel: annuleren afzeggen
sunday < dayoff: zondag zondags
saturday: zaterdag
`,
  tr: `
hours: calisma_saatleri calisma_saatleriniz acik aciksiniz kapali acilis kapanis acilisiniz acilisi aciliyorsunuz kapaniyorsunuz aciyorsunuz kapatiyorsunuz saatleri acik_misiniz calisma kaca_kadar acilirsiniz mesai acikmi acik_mi kapanis_saati acilis_saati kaca_kadar_acik calisiyor calisiyorsunuz kapanir acilir saat calisma_saatiniz calisma_saatlerinizi calisma_saati kacta_aciliyorsunuz kacta_acilir kacta_aciyorsunuz kacta_kapaniyorsunuz kacta_kapanir kacta_kapatiyorsunuz kaca_kadar_aciksiniz kaca_kadar_calisiyorsunuz saat_kacta saat_kaca saat_kaca_kadar acik_olur acikmisiniz acik_olacak_misiniz acik_olacak acik_mi_bugun bugun_acik hafta_sonu_acik pazar_acik cumartesi_acik pazar_gunu_acik hangi_saatler hangi_saatlerde saatlerinizi saatleriniz saatler kapanma_saati acilma_saati kapanis_saatiniz acilis_saatiniz mesai_saatleri mesai_saatleriniz is_saatleri dukkan_acik magaza_acik magaza_saatleri hangi_gunler gunleri ne_zamana_kadar acilis_kapanis kapaniyor aciliyor kacta_acik ne_zaman_acik ne_zaman_aciliyorsunuz ne_zaman_kapaniyorsunuz kapali_misiniz
when < duration: ne_zaman saat_kacta kacta kaca
duration < time: ne_kadar_surer kac_gun suresi
price: ucret ucreti ne_kadar kac_para ucretsiz fiyat fiyati bedava kac_lira kac bedeli tutar tutari masraf masrafi ucretli parali odemem odeniyor kargo_ucretsiz ucretsiz_kargo kargo_bedava kargo_ucretli ne_kadar_tutar ne_kadar_tutuyor ne_kadara ne_kadar_oluyor kac_tl kac_dolar tl dolar lira fiyati_ne fiyatlari para_aliyor para_aliyor_musunuz ucret_aliyor ucret_aliyor_musunuz ucretleri masraflari kargo_parasi kargo_parasini parasi kaca_geliyor kaca_gelir kac_liraya kargo_bedeli ucreti_var odemem_gerekiyor odemem_gerekir pahali ucuz
location < where: adres adresiniz neredesiniz yeriniz
where: nerede
parking: otopark park
dog < pets: kopek evcil
delivery: kargo gonderim teslimat kargolama gonderiyor kargoya gonderi gonderiyorsunuz gonderme teslim kargonun kargoyla kargodan kargoyu kargolar kargolamak gonderme_ucreti gonderim_ucreti teslimat_ucreti kargo_ucreti nakliye kurye postayla gonderilir gondermek gonderirseniz gonderir eve_teslim adrese_teslim kapiya gonderiliyor yolluyor yollama kargolama_ucreti yollamak ulastirma
order < item: siparis siparisim siparisimi siparisler satin_aldim
track: takip kargom_nerede kargo_takip siparisim_nerede nerede_kaldi siparis_takibi
return: iade geri_gondermek geri_vermek geri iadesi iadeyi geri_gonder geri_yollamak geri_iade vazgectim iade_etmek iade_etmek_istiyorum iade_nasil iade_sureci iade_kosullari iade_sartlari iade_hakki iade_sarti iade_proseduru iade_islemi iade_edebilir iade_edebilir_miyim iade_ederim iade_edecegim iade_yapmak iade_yapabilir iade_var iade_kabul iade_aliyor iade_suresi iadem geri_verebilir geri_verebilir_miyim geri_verme geri_vermek_istiyorum geri_gonderebilir geri_gonderebilir_miyim geri_gonderirim geri_gonderecegim geri_gondermem geri_alir geri_aliyor geri_alir_misiniz geri_yollayabilir geri_getirebilir geri_getirmek begenmedim begenmezsem memnun_kalmadim memnun_degilim olmadi uymadi uymazsa istemiyorum iadeler iadenin iptal_ve_iade cayma
refund: para_iadesi paramin paranin para_iade parami parami_geri
exchange: degisim degistirmek
payment: odeme odeyebilir odemek odeme_yontemleri odeme_secenekleri odeyebilir_miyim odeniyor kredi_karti nasil_odeyebilirim havale eft
card < payment: kart karti kartla kredi_karti banka_karti
cash < payment: nakit
instalments: taksit
appointment: randevu randevum randevumu randevu_almak muayene
warranty: garanti
repair: tamir
invoice: fatura
discount: indirim
glasses < item: gozluk gozlugu
product < order item: urun urunu urunumu urunler aldigim satin_aldigim gozlugu gozlugumu
cancel < change: iptal iptal_etmek
exam: goz_muayenesi goz_testi muayene
`,
  pl: `
hours: otwarte otwieracie zamykacie godziny godzinach czynne otwarcia zamkniete otwarty czynny otwarci otwieraja zamykaja pracujecie czynni do_kiedy od_kiedy otwieracie_sie godziny_otwarcia otwarte_jest jest_otwarte do_ktorej_otwarte do_ktorej_jestescie od_ktorej_otwarte w_jakich_godzinach jakie_godziny kiedy_otwarte kiedy_otwieracie kiedy_jest_otwarte o_ktorej_otwieracie o_ktorej_zamykacie o_ktorej_otwiera o_ktorej_zamyka do_ktorej_czynne czy_jest_otwarte czy_otwarte czynna otwarta otwiera zamyka otwierany zamykany zamkniecia otwarciu godz godzina godzinie pracuje pracujecie_w pracy_sklepu sklep_czynny sklep_otwarty otwarci_w czynni_w jestescie_otwarci jestescie_czynni do_ktorej od_ktorej o_ktorej_moge_przyjsc moge_przyjsc moge_wpasc wpasc dzis_otwarte dzisiaj_otwarte otwarci_dzisiaj
when < duration: kiedy ktorej o_ktorej do_ktorej
duration < time: jak_dlugo ile_dni
price: cena ile_kosztuje koszt kosztuje darmowa ile ceny cene kosztuja kosztow kosztuje_wysylka oplata oplaty bezplatna bezplatnie za_darmo darmo drogo tanio
location < where: adres gdzie_jestescie
where: gdzie
parking: parking parkowac zaparkowac parkingu parkowania zaparkuje miejsce_parkingowe miejsca_parkingowe
dog < pets: pies psa psem zwierzeta
delivery: dostawa dostawy wysylka przesylka dostawe dostarczacie dostarczyc kurier kurierem wysylki wysylacie wyslac wysylke paczkomat paczkomatu przesylki dostarczenie
order < item: zamowienie zamowienia zamowic zamowilem zamowilam kupic kupilem kupilam
return: zwrot zwrocic zwroty zwrotu zwrotow oddac oddam odeslac odesle zwracac zwroce reklamacja reklamacje
refund: zwrot_pieniedzy zwrot_kosztow pieniadze
payment: zaplacic placic platnosci platnosc zaplata przyjmujecie blik przelew przelewem zaplace oplacic akceptujecie placic_karta placi placenia zaplace_karta jak_placic jak_zaplacic jak_moge_zaplacic czym_moge_zaplacic czym_placic czym_mozna_placic mozna_placic mozna_zaplacic moge_zaplacic moge_placic forma_platnosci formy_platnosci form_platnosci sposoby_platnosci sposob_platnosci metody_platnosci metoda_platnosci opcje_platnosci zaplacenia rozliczenie uregulowac przelewy przelewu blikiem blika paypal paypalem apple_pay google_pay visa mastercard akceptowane akceptujecie_karty bierzecie bierzecie_karty przyjmujecie_karty honorujecie obslugujecie terminal
card < payment: karta karta karty kartami karte kart kredytowa kredytowe platnicza platnicze debetowa
cash < payment: gotowka gotowka gotowke gotowki gotowkowa got gotowa
appointment: wizyta wizyte termin umowic umowic_sie zapisac zapisac_sie rezerwacja wizyty
warranty: gwarancja
repair: naprawa naprawiacie naprawic naprawiacie_okulary naprawy zepsute
invoice: faktura fakture
discount: znizka rabat
wallet < payment: blik blikiem paypal paypalem przelew przelewem apple_pay google_pay
parcel < order item: paczka paczke paczki
item: produkt produktu produkty towar towaru rzecz
track: gdzie_jest_moja gdzie_jest_moje sledzenie sledzic
cancel: anulowac odwolac rezygnacja zrezygnowac
exam: badanie badanie_wzroku badania zbadac
eye: wzrok wzroku oczy oczu
glasses < item: okulary okularow
sunday < dayoff: niedziela niedziele niedziela
saturday: sobota sobote soboty
holiday < dayoff: swieta swieto
instalments: raty ratach ratalna
`,
  ja: `
hours: 開 閉 空 営業 時間 営業時間 何時 開い 閉まり 開店 閉店 何時まで 何時から 開店時間 閉店時間 開き 閉ま 開く 閉まる 営業日 やって 定休日 休み 営業中 営業時刻 何時まで営業 何時から営業 何時に開き 何時に閉まり 何時に 何時ごろ オープン クローズ 開け 閉店時刻 土曜 日曜 土日 週末 祝日 今日 開いて 開店して 閉める やってい 営業し あい 空い 空き いつ 曜日
delivery: 送料 配送 配達 配送料 発送 送っ 届け お届け 配送費 配送料金 配送費用 送る 送料無料 郵送 郵送料 宅配 配達料 配達料金 発送料 運賃 デリバリー 運送 輸送 宅急便 送 届
price: いくら 料金 無料 値段 かかり 費用 値 円 ただ 幾ら おいくら 有料 お金 かかる 価格 金額 タダ 手数料 ドル 代 費 かから
payment: 支払い カード 現金 決済
return: 返品
parking: 駐車場
`,
  zh: `
hours: 营业 营业时间 几点 开门 关门 开放
delivery: 配送 送货 运费 快递 邮费
price: 多少钱 价格 免费 费用
payment: 支付 付款 支付宝 微信 信用卡
return: 退货 退
refund: 退款
parking: 停车 停车场
`,
};
