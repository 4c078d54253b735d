/** The same ideas in other languages; see the English ones. */
export const OTHER_IDEAS: Readonly<Record<string, string>> = {
  es: `
hours: horario horarios abren abrir abierto abiertos abierta cierran cerrar cierre cerrado abre cierra hora_de_apertura atienden atencion abris cerrais abierta estan_abiertos hasta_que_hora que_horario hora_de_cierre
when < duration: cuando a_que_hora a_q_hora que_dia
duration < time: cuanto_tiempo cuanto_tarda cuanto_dura cuantos_dias cuanto_demora plazo tarda demora tardan dias
price: precio precios cuanto_cuesta cuanto_cobran cuanto_sale cuanto_vale cuanto_es cuesta costo coste gratis gratuito tarifa cobran vale cuanto_seria cuanto_piden cuanto_vale barato caro costos gastos
location < where: direccion donde_estan ubicacion ubicados donde_queda como_llego como_llegar calle
where: donde
saturday: sabado sabados
sunday < dayoff: domingo domingos
holiday < dayoff: festivo festivos feriado navidad
parking: parking aparcar aparcamiento estacionar estacionamiento parqueo
dog < pets: perro perros mascota mascotas
delivery: envio envios enviar entrega entregar domicilio entregan reparto mandar mandan reparten a_domicilio transporte flete shipping
order: pedido pedidos orden compra encargo
track: seguimiento rastrear donde_esta_mi_pedido rastreo
pickup: recoger retirar
cancel: cancelar anular
return: devolver devolucion devoluciones regresar retornar devuelvo devuelven devolverlo devolverlas devolverlos devoluciones no_me_gusta
refund: reembolso reembolsar
exchange: cambiar cambio
damaged: roto rota danado danada defectuoso
warranty: garantia
repair: reparar arreglar reparacion
payment: pago pagos pagar pago formas_de_pago metodos_de_pago aceptan abonar pago_con aceptais cobrar transferencia bizum
card < payment: tarjeta tarjetas credito debito
cash < payment: efectivo
instalments: plazos cuotas
invoice: factura recibo
gift: regalo tarjeta_regalo
discount: descuento descuentos rebaja oferta
appointment: cita citas turno consulta hora_para
book < appointment: reservar reserva pedir_cita pedir_una_cita agendar pido pedir reservo una_cita cita_para
exam: examen revision revisar revisarme graduar chequeo revisarme revisen graduarme graduacion prueba
eye: vista ojos ojo
account: cuenta
password: contrasena clave
glasses: gafas lentes anteojos
children: ninos hijo hija ninas
phone: telefono llamar
hiring: trabajo empleo trabajar
`,
  de: `
hours: geoffnet offnungszeiten offnet auf offen schliesst geschlossen offnungszeit aufmachen zumachen macht_ihr_auf macht_ihr_zu offen_haben schliessen offnen uhrzeit aufhabt auf_habt habt_ihr_auf habt_ihr_offen haben_sie_auf macht_auf macht_zu zu
when < duration: wann um_wieviel_uhr bis_wann ab_wann
duration < time: wie_lange wie_lang wie_schnell dauer dauert wie_viele_tage lieferzeit wieviele_tage wie_schnell dauern lieferzeiten
price: preis preise kosten kostet wie_viel wieviel was_kostet gratis kostenlos gebuhr umsonst teuer kostenfrei
location < where: adresse wo_seid_ihr wo_sind_sie standort wo_finde_ich anfahrt strasse
where: wo
saturday: samstag samstags sonnabend
sunday < dayoff: sonntag sonntags
holiday < dayoff: feiertag feiertage weihnachten
parking: parken parkplatz parkplatze parkhaus abstellen tiefgarage auto parkmoglichkeit parkmoglichkeiten
dog < pets: hund hunde haustier haustiere
delivery: lieferung liefern versand liefert lieferzeit zustellung verschicken versenden versandkosten kommt_meine_bestellung zugestellt versandzeit lieferdauer verschickt geliefert
arrive < delivery: kommt ankommen
order: bestellung bestellungen bestellt auftrag
parcel < order: paket sendung
track: sendungsverfolgung verfolgen wo_ist_meine_bestellung wo_ist_mein_paket
pickup: abholen abholung
cancel: stornieren kundigen absagen
return: zuruckgeben zuruckschicken ruckgabe retoure umtausch zuruck zurucksenden retournieren ruckgaberecht geben_zuruck zuruck_geben zuruck_schicken reklamieren widerrufen widerruf abgeben rucksendung gefallt_nicht passt_nicht zuruckbringen
refund: erstattung geld_zuruck ruckerstattung
exchange: umtauschen tauschen
damaged: kaputt beschadigt defekt falsch
warranty: garantie gewahrleistung
repair: reparieren reparatur
payment: zahlen bezahlen zahlung zahlungsarten bezahlung
card < payment: karte kreditkarte ec_karte
cash < payment: bar bargeld
instalments: raten ratenzahlung
invoice: rechnung beleg quittung
gift: gutschein geschenkgutschein
discount: rabatt ermassigung
appointment: termin termine
book < appointment: buchen reservieren vereinbaren
exam: sehtest test prufen testen untersuchung augentest augenprufung sehstarke vermessen
eye: augen auge sehtest
account: konto
password: passwort kennwort
glasses: brille brillen
children: kinder kind
phone: telefon anrufen telefonnummer
hiring: job arbeit stelle stellen
`,
  fr: `
hours: horaires horaire ouvert ouverts ouverte ouvrez ouverture fermez ferme fermeture fermes ouvre ouvrir heures_d_ouverture fermez ouvrez_vous fermez_vous a_quelle_heure ferme_a
when < duration: quand quelle_heure
duration < time: combien_de_temps delai delais duree combien_de_jours
price: prix combien cout coute gratuit gratuite tarif frais cher tarifs combien_coute combien_ca_coute payante offerte euros
location < where: adresse ou_etes_vous situe ou_se_trouve
where: ou
saturday: samedi
sunday < dayoff: dimanche
holiday < dayoff: ferie feries noel
parking: parking garer stationner stationnement
dog < pets: chien chiens animaux
delivery: livraison livrer livrez envoi expedition port frais_de_port livre domicile expediez livrez_vous frais_d_envoi envoyer envoyez
order: commande commandes commander
parcel < order: colis
track: suivi suivre ou_est_ma_commande ou_est_mon_colis
pickup: retirer retrait
cancel: annuler annulation
return: retour retourner renvoyer retours rendre
refund: remboursement rembourser
exchange: echanger echange
damaged: casse abime cassee
warranty: garantie
repair: reparer reparation
payment: payer paiement paiements regler moyens_de_paiement acceptez prenez regler cheque virement sans_contact accepte
card < payment: carte cartes cb
cash < payment: especes liquide
instalments: plusieurs_fois
invoice: facture recu
gift: cadeau carte_cadeau
discount: reduction remise
appointment: rendez_vous rdv consultation creneau
book < appointment: reserver prendre_rendez_vous prendre_rdv
exam: examen controle controler bilan tester verifier ophtalmo test
eye: vue yeux
account: compte
password: mot_de_passe
glasses: lunettes
children: enfants enfant
phone: telephone appeler
hiring: emploi travail recrutez
`,
  it: `
hours: orari orario aprite aperti aperto chiudete chiuso apertura
when < duration: quando che_ora
duration < time: quanto_tempo quanti_giorni
price: prezzo quanto_costa costo gratis gratuita costa quanto
location < where: indirizzo dove_siete
where: dove
parking: parcheggio parcheggiare
dog < pets: cane cani animali
delivery: spedizione consegna spedite consegnate spese_di_spedizione
order: ordine
track: tracciare dove_il_mio_ordine
return: reso restituire resi
refund: rimborso
payment: pagare pagamento pagamenti accettate
card < payment: carta
cash < payment: contanti
appointment: appuntamento
book < appointment: prenotare prenotazione
warranty: garanzia
repair: riparare riparazione
invoice: fattura
discount: sconto
`,
  pt: `
hours: horario abrem aberto fecham fechado abre fecha funcionamento
when < duration: quando que_horas
duration < time: quanto_tempo prazo quantos_dias
price: preco quanto_custa custa gratis custo quanto
location < where: endereco onde_ficam morada
where: onde
parking: estacionamento estacionar
dog < pets: cachorro cao animais
delivery: entrega frete envio entregam
order: pedido encomenda
track: rastrear rastreio
return: devolver devolucao troca
refund: reembolso
payment: pagar pagamento aceitam
card < payment: cartao
cash < payment: dinheiro
appointment: consulta marcacao
book < appointment: marcar agendar
warranty: garantia
repair: consertar reparar
invoice: fatura
discount: desconto
`,
  nl: `
hours: openingstijden open gesloten dicht geopend sluiten
when < duration: wanneer hoe_laat
duration < time: hoe_lang levertijd
price: prijs kosten hoeveel gratis kost
location < where: adres waar_zitten_jullie
where: waar
parking: parkeren parkeerplaats
dog < pets: hond honden huisdieren
delivery: bezorging levering verzendkosten verzenden bezorgen leveren
order: bestelling
track: volgen
return: retour retourneren terugsturen
refund: terugbetaling geld_terug
payment: betalen betaling
card < payment: pinnen creditcard
cash < payment: contant
appointment: afspraak
book < appointment: boeken reserveren maken
warranty: garantie
repair: repareren reparatie
invoice: factuur
discount: korting
`,
  tr: `
hours: calisma_saatleri calisma_saatleriniz acik aciksiniz kapali acilis kapanis acilisiniz acilisi aciliyorsunuz kapaniyorsunuz aciyorsunuz kapatiyorsunuz saatleri acik_misiniz calisma kaca_kadar acilirsiniz mesai acikmi acik_mi kapanis_saati acilis_saati kaca_kadar_acik calisiyor calisiyorsunuz kapanir acilir saat
when < duration: ne_zaman saat_kacta kacta kaca
duration < time: ne_kadar_surer kac_gun suresi
price: ucret ucreti ne_kadar kac_para ucretsiz fiyat fiyati bedava kac_lira kac bedeli tutar tutari masraf masrafi ucretli parali odemem odeniyor
location < where: adres adresiniz neredesiniz yeriniz
where: nerede
parking: otopark park
dog < pets: kopek evcil
delivery: kargo gonderim teslimat kargolama gonderiyor kargoya gonderi gonderiyorsunuz gonderme teslim
order: siparis siparisim
track: takip
return: iade geri_gondermek geri_vermek geri iadesi iadeyi geri_gonder geri_yollamak geri_iade vazgectim
refund: para_iadesi
exchange: degisim degistirmek
payment: odeme odeyebilir odemek
card < payment: kart karti kartla
cash < payment: nakit
instalments: taksit
appointment: randevu
warranty: garanti
repair: tamir
invoice: fatura
discount: indirim
glasses: gozluk gozlugu
`,
  pl: `
hours: otwarte otwieracie zamykacie godziny godzinach czynne otwarcia zamkniete otwarty czynny otwarci otwieraja zamykaja otwarci pracujecie czynni do_kiedy od_kiedy otwieracie_sie
when < duration: kiedy ktorej o_ktorej do_ktorej
duration < time: jak_dlugo ile_dni
price: cena ile_kosztuje koszt kosztuje darmowa ile
location < where: adres gdzie_jestescie
where: gdzie
parking: parking parkowac zaparkowac
dog < pets: pies psa psem zwierzeta
delivery: dostawa dostawy wysylka przesylka dostawe
order: zamowienie zamowienia
return: zwrot zwrocic zwroty
refund: zwrot_pieniedzy
payment: zaplacic placic platnosci platnosc zaplata przyjmujecie blik przelew przelewem zaplace oplacic akceptujecie
card < payment: karta kartą karty
cash < payment: gotowka gotowką
appointment: wizyta wizyte termin
warranty: gwarancja
repair: naprawa naprawiacie naprawic
invoice: faktura fakture
discount: znizka rabat
`,
  ja: `
hours: 営業 時間 営業時間 何時 開い 閉まり 開店 閉店 何時まで 何時から 開店時間 閉店時間 開き 閉ま 開く 閉まる 営業日 やって 定休日 休み
delivery: 送料 配送 配達 配送料 発送 送っ 届け お届け 配送費
price: いくら 料金 無料 値段 かかり 費用 値 円 ただ
payment: 支払い カード 現金 決済
return: 返品
parking: 駐車場
`,
};
