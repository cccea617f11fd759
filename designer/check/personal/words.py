"""The words by which fields of personal data are named, by category; the words of records that are people, and of those that are none.

Names are compared word by word from their end, so `email` finds `billing_email` and not `email_type`. Sources: schema.org Person, vCard
(RFC 6350), OpenID Connect claims, SCIM 2.0, FHIR Patient, ISO 20022 parties, articles 4, 9 and 10 of the GDPR.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.model.finding import PersonalCategory
NAMED: dict[PersonalCategory, str] = {
    "name": """
    pseudonym, alternate full name, alias name, account holder name, name on card, name on account, name on check, account name holder,
    first name, given name, forename, last name, family name, surname, middle name, middle initial, full name, legal first name,
    legal last name, preferred name, preferred first name, nickname, nick name, maiden name, birth name, person name, contact name,
    customer name, client name, employee name, user real name, real name, cardholder name, card holder, recipient name, addressee,
    attendee name, subscriber name, guest name, member name, candidate name, applicant name, patient name, holder name, account holder,
    buyer name, ship to name, bill to name, attention, attn, passenger name, student name, payer name, shopper name, registrant name,
    invitee name, caller name, author name, signer name, manager name, supervisor name, assignee name, requester name, reporter name,
    owner name, salutation, honorific prefix, honorific suffix, name suffix, name prefix, initials, formatted name, firstname, lastname,
    vorname, nachname, prenom, apellido, fname, lname, mname, contact person, contact first name, contact last name, from name,
    sender name, full name with title, addressed to, known as, phonetic first name, phonetic last name, sort name, spouse name,
    partner name, suffix honorific, legal full name, signatory
    """,
    "email": """
        email, e mail, mail, email address, mail address, user principal name, upn, email1, email 1, email 2, email 3, emails, reply to,
        reply to address, from email, to email, cc, bcc, mail nickname
    """,
    "phone": """
    national number, phone number national, phone country code number, phone, phone number, mobile, mobile phone, cell, cell phone,
    cellphone, telephone, telephone number, tel, fax, fax number, mobile number, work phone, home phone, phone1, phone2, phone 1,
    phone 2, msisdn, whats app, whatsapp, primary contact phone, phone e 164, caller id, phones, pager, business phone
    """,
    "birth": """
        birth date, birthdate, date of birth, dateofbirth, birthday, dob, birth day, birth year, year of birth, birth place,
        place of birth, age, bday, born, geburtsdatum, birth month, city of birth
    """,
    "gender": """
        gender, sex, gender identity, pronoun, pronouns, geschlecht, gender code
    """,
    "family": """
        marital status, civil status, spouse, dependent, dependents, emergency contact, next of kin, number of children, children count,
        family status, mothers maiden name, beneficiary, guardian, parent name, household, anniversary
    """,
    "identity document": """
        ssn, sin, social security number, social insurance number, national id, national identifier, national insurance number, nino,
        passport number, passport, identity number, id card number, identity card, personal number, personal drivers license,
        driver license, drivers licence, driver licence, driver license number, drivers license number, cpf, curp, bsn, dni, nif, pesel,
        personnummer, itin, passport expiry, passport no, government id, tax file number, ssn last 4, ssn4, last 4 ssn, id document,
        social security no, social insurance no, visa number, alien registration number, national id number
    """,
    "bank": """
    iban last chars, iban last 4, iban last characters, bank account last four, iban, bank account, bank account number, account iban,
    routing number, sort code, bank code, bank routing number, bank account name, bank account no, bank details, bank account details,
    account number last 4, swift bic, bic, bank sort code, bank account iban, bank number, bban, aba, aba number, transit number, bsb,
    bank account last 4, direct debit mandate
    """,
    "card": """
    exp month, exp year, expiration month, expiration year, expiry month, expiry year, card number, credit card number,
    creditcard number, cvc, cvv, cvv 2, card cvc, card last 4, card pan, pan number, debit card number, card last four, card expiry,
    card exp month, card exp year, card expiration, card expiration date, credit card, card fingerprint
    """,
    "pay": """
        maternity pay, paternity pay, adoption pay, parental pay, shared parental pay, holiday pay, statutory maternity pay, salary,
        base salary, annual salary, pay rate, compensation, wage, wages, gross pay, net pay, bonus, desired salary, payroll amount,
        pay amount, current salary, pay grade, remuneration, gross salary
    """,
    "health": """
    sick pay, statutory sick pay, sickness pay, diagnosis, diagnoses, allergy, allergies, medication, blood type, blood group,
    disability, disabilities, illness, medical record number, medical history, medical condition, medical conditions, medical notes,
    medical, health condition, health status, health insurance number, health insurance, vaccination, vaccination status, sick leave,
    sick days, dietary requirement, dietary requirements, dietary restriction, dietary needs, dietary preference, disability status,
    symptom, treatment, prescription, mrn, pregnancy, pregnant, handicap, insurance member id, condition medical, health note, smoker
    """,
    "origin": """
        ethnicity, ethnic group, race, nationality, citizenship, country of birth, ethnic origin, birth country, place of origin,
        ethnic code, veteran status, nation of birth, immigration status, visa type, tribe, caste
    """,
    "belief": """
        religion, religious affiliation, religious belief, denomination, faith, political affiliation, political party, political view,
        political opinion, trade union, union member, union membership, trade union membership, church tax, philosophical belief
    """,
    "biometrics": """
        biometric, biometrics, biometric data, face template, iris scan, voice print, voiceprint, facial recognition, retina scan,
        fingerprint template, face encoding, genetic data, dna
    """,
    "conviction": """
        criminal record, conviction, convictions, criminal history, background check, background check result, criminal offence,
        offense history
    """,
    "sex life": """
        sexual orientation, sexual preference, sex life
    """,
    "photo": """
        photo, photo url, avatar, avatar url, profile image, profile picture, profile photo, profile image url, headshot,
        thumbnail photo, user photo, portrait, selfie, profile pic, gravatar, image 192, image 512, photo uploaded
    """,
    "online": """
    social account name, social account, social accounts, twitter id, facebook id, instagram handle, profile url, linkedin id, ip,
    ip address, client ip, remote ip, ip v 4, ip v 6, ipv4, ipv6, user agent, device id, device identifier, advertising id, idfa, gaid,
    mac address, cookie id, session id, username, user name, login, login name, user login, screen name, handle, social profile,
    twitter, twitter handle, twitter username, linkedin, linkedin url, linkedin profile, facebook, facebook url, instagram, skype,
    skype name, telegram, wechat, snapchat, tiktok, slack name, opt in ip, signup ip, ip opt, ip signup, browser fingerprint,
    device fingerprint, im address, im addresses, customer ip address, fax email, imei, twitter screen name, github username,
    google plus, browser ip
    """,
    "location": """
        geo location, geolocation, last known location, gps, gps coordinates, home location, current location, last location,
        ip country, ip city, location data
    """,
    "employment": """
    termination effective date, job history, employment start date, employment end date, job title, hire date, date of hire, hired on,
    hired at, termination date, termination reason, date of termination, job role, job title name, employment status, rehire date,
    original hire date, start date of employment, performance rating, performance review, reason for leaving, employee number,
    employee no, leave type, leave reason, position title, notice period, resume, cover letter, cv, curriculum vitae, education, degree,
    school, skills, work experience, years of experience, last day of work, disciplinary action, occupation, profession,
    employment type, worker type
    """,
    "postal address": """
    address line 4, address line 5, address 4, line 1 address, street address 1, street address 2, street 3, street, street address,
    street 1, street 2, street line 1, street line 2, address line, address line 1, address line 2, address line 3, address 1,
    address 2, address 3, home address, mailing address, postal address, residential address, street name, house number, apartment,
    apartment number, apt, po box, post office box, suite, street number, premise, thoroughfare, address1, address2, address3, street1,
    street2, line 1 of address, address text, full address, shipping address, billing address, formatted address, delivery address,
    address one, address two, mailing street, other street, physical address, street no
    """,
}
"""Names that say it whatever record they stand in."""
PLACES = """
    sublocality, sublocality 2, sublocality 3, line 5, line5, country iso 2, country iso 3, country iso2, country 2, county name,
    state name, country sub division code, country subdivision code, region code, administrative district level 1,
    administrative district level 2, city, town, suburb, district, zip, zipcode, zip code, pincode, pin code, postcode, post code,
    postal code, postalcode, state, province, region, county, country, country code, state code, province code, line1, line2, line3,
    line 1, line 2, line 3, line4, line 4, locality, state or province, country or region, municipality, neighborhood, neighbourhood,
    subdivision, postal code extension, city name, country name, country id, state id, floor, building, room, company address,
    admin area 1, admin area 2, administrative area, dependent locality, zip 4, country iso, country iso code
"""
"""Parts of an address: postal ones below a container that is an address, or in the record of a person."""
ADDRESSES = """
    address, addresses, location, shipping, billing, mailing, delivery, residence, postal, home, adr, bill, ship, addr, street,
    shipment, recipient
"""
"""Words of containers and of names that make what stands below a postal address."""
POINTS = """
    latitude, longitude, lat, lng, lon, long, coordinates, geo, geo point, geopoint, geometry
"""
IN_A_PERSON: dict[PersonalCategory, str] = {
    "email": """
        email id
    """,
    "name": """
        display name, name, full, first, last, given, family, middle, formatted, prefix, suffix, alias, title name, label name, display,
        legal name, short name, display name as, name formatted, personal title, username display, customername, sortable name
    """,
    "pay": """
        hourly rate, pay, rate of pay, amount per hour, annual income, income
    """,
    "photo": """
        picture, image, image url, icon url, thumbnail, picture url, image link, imageurl
    """,
    "employment": """
        title, position, designation, role title, job, manager, supervisor, start date, end date, role name, seniority, business title,
        reports to, work location
    """,
    "identity document": """
        tax id, tax number, tin, tax identifier, taxpayer id, tax code, fiscal code
    """,
    "bank": """
        account number, account no, account name, account holder name, account last 4
    """,
    "free text": """
        description, about, bio, biography, summary, background, background information, details
    """,
    "online": """
        website, site, homepage, nick, web site, personal website, profile url
    """,
}
"""Names that are personal in the record of a person, or in a container that is one."""
IN_A_BANK: dict[PersonalCategory, str] = {
    "bank": """
        account number, account no, account, number, last4, last 4, holder, name, routing, bank name, account name, holder name,
        identifier, fingerprint, code, account type
    """,
    "card": """
        number, last4, last 4, last four, fingerprint, exp month, exp year, expiry, expiration date, brand, bin, first 6, expiration,
        security code
    """,
}
"""What stands below a container of a bank account, or of a card."""
BANKS = """
    bank, bankaccount, sepa, ach, iban, bacs
"""
CARDS = """
    card, creditcard, debitcard
"""
TYPED = """
    unsubscribe reason, cancellation reason, cancel reason, cancellation comment, note, notes, comment, comments, remark, remarks, memo,
    free text, customer note, customer message, internal note, private note, feedback, biography, message body, message text, body text,
    body html, transcript, customer notes, bemerkung, internal notes, staff notes, employee note, delivery instructions,
    special instructions, review text, transcription, voicemail
"""
"""Texts that a person types about anything and anybody."""
TYPED_IN_TALK = """
    description, body, text, content, message, subject, summary, plain text, html body, text body, html, plain body, body preview,
    snippet, title, details, description text, comment body, raw, topic, agenda, short description, answer, response, reason
"""
"""The same where the record is talk: a ticket, a message, a call."""
TALK = """
    ticket, case, issue, conversation, message, comment, note, email, mail, chat, call, task, todo, sms, review, feedback, incident,
    request, complaint, thread, reply, appointment, event, meeting, interaction, activity, engagement, survey, inquiry, enquiry, post,
    discussion, voicemail
"""
PEOPLE = """
    customer, contact, person, people, user, employee, worker, lead, candidate, applicant, patient, member, subscriber, attendee, guest,
    recipient, payer, owner, author, assignee, requester, reporter, client, consumer, buyer, individual, participant, student, teacher,
    parent, child, spouse, registrant, invitee, organizer, creator, sender, signer, cardholder, holder, visitor, prospect, shopper,
    donor, volunteer, manager, supervisor, agent, staff, profile, passenger, traveler, tenant, resident, debtor, payee, beneficiary,
    dependent, caller, respondent, audience, sdr, crew, driver, submitter, collaborator, watcher, follower, commenter, approver,
    addressee, purchaser, winner, householder, me, from, to, billing, shipping, personal, emergency, actor, invitees, attendees, humans,
    human, admin, employees, users, persons, contacts, customers, clients, leads
"""
"""Records and containers that are people, or stand for one; a customer may be a company, and nobody knows before the record is read."""
HOUSES = """
    company, organization, organisation, org, business, vendor, supplier, merchant, store, shop, warehouse, office, branch, site, venue,
    facility, enterprise, brand, industry, issuer, institution, school, employer, publisher, manufacturer, hotel, ward, clinic,
    hospital, carrier, bank, department
"""
"""Records and containers that are companies and places: what they have for a name, an address or a number is no person's."""
THINGS = """
    problem, error, warning, exception, validation, rule, permission, payroll, deduction, benefit, earning, compensation, timesheet,
    contract, link, method, reference, setting, device, token, product, variant, sku, plan, price, project, deal, opportunity, board,
    list, file, folder, document, template, campaign, tag, label, category, group, team, channel, calendar, pipeline, stage, status,
    type, attachment, webhook, app, application, currency, tax, service, job, role, repository, workspace, tenantid, subscription,
    invoice, order, payment, lineitem, form, page, database, table, row, sheet, environment, host, server, asset, monitor, alert,
    segment, collection, coupon, discount, unit, epic, sprint, milestone, iteration, workflow, milestones, domain, region, priority,
    system, state
"""
"""Other records and containers that are no people: their `name` is a thing's."""
IMPERSONAL = """
    support, noreply, help, helpdesk, system, template, company, store, shop, vendor, supplier, organization, business, notification,
    webhook, merchant, office, corporate, main, hq, headquarters, warehouse, site, dealer, hotel, organisation, server, smtp, calendar,
    group, brand, bank, file, event, product, app, project
"""
"""Words in front that make an address or number one of a house, not of a person."""
SILENT = """
    amount, national number, free form number, number e164, phone number, formatted number, email address, value, text, raw, values,
    data, custom, content, default, primary, number, address, val, display, formatted, current, plain, string, href, e164, full,
    normalized, original, unformatted
"""
"""Leaves that say no more than what they stand in: `phone.number`, `email.value`."""
WHOLE = """
    age, race, sex, cc, bcc, handle, degree, treatment, symptom, aba, sin, attention, resume, cv, bonus, suite, school, education,
    skill, sessionid, login, mail, photo, household, compensation, occupation, prescription, born, nif, bic, upn, avatar, initial,
    salutation, faith, caste, tribe, dna, condition, street, medical, passport, passportno, profession, attn, replyto, handicap,
    guardian, beneficiary, anniversary, idnumber, bankcode, birthmonth, tel, pager, conviction, smoker, biometric, portrait, username,
    gp, gps
"""
"""Names of the above that mean it only as a whole, and not in the record of a thing: an `age`, not a `cache age`."""


def listed(text: str) -> tuple[str, ...]:
    """Return the entries of a list that is written as one text."""
    return tuple(" ".join(entry.split()) for entry in text.split(",") if entry.strip())
