### Words: units of numbers, names of variants

number-millis = { $n } ms
number-seconds = { $n } seconds
number-minutes = { $n } minutes
number-hours = { $n } hours
number-days = { $n } days
number-points = { $n } points
number-per-year = { $n } a year
number-rare = { $n } a year (once in about { $years } years)
number-rarest = once in about { $years } years
number-almost-all = >99.9%

zone-kind-my_number = My Number zone
zone-kind-lgwan_connected = LGWAN-connected zone
zone-kind-internet_connected = Internet-connected zone
zone-kind-dmz = Between zones
zone-kind-lgwan = LGWAN
zone-kind-security_cloud = Municipal information security cloud
zone-kind-government_cloud = Government Cloud
zone-kind-public_cloud = Cloud services
zone-kind-internet = Internet
zone-kind-remote = Outside (telework)
zone-kind-vendor = Vendors and contractors
zone-kind-off_site = Media and papers outside

node-kind-terminals = Terminals
node-kind-business_server = Business server
node-kind-file_server = File server
node-kind-directory_server = Directory server
node-kind-mail_server = Mail server
node-kind-update_relay = Update relay
node-kind-screen_host = Screen-transfer host
node-kind-firewall = Firewall
node-kind-proxy = Proxy
node-kind-sanitiser = Sanitiser
node-kind-router = Router or switch
node-kind-cloud_gateway = Security-cloud gateway
node-kind-wan = Wide-area network
node-kind-external_service = External service
node-kind-cloud_tenant = Own cloud tenant
node-kind-vendor_terminal = Vendor terminal
node-kind-media = Removable media
node-kind-printer = Multifunction printer

link-kind-lan = LAN
link-kind-wireless_lan = Wireless LAN
link-kind-leased_line = Leased line
link-kind-ip_vpn = IP-VPN
link-kind-lgwan_access = LGWAN access line
link-kind-internet_access = Internet access line

conduit-kind-internal = Inside a zone
conduit-kind-specified = Specified communication
conduit-kind-screen_transfer = Screen transfer
conduit-kind-mail = Mail, not sanitised
conduit-kind-sanitised_mail = Sanitised mail
conduit-kind-sanitised_file = Sanitised files
conduit-kind-removable_media = Removable media
conduit-kind-local_breakout = Local breakout
conduit-kind-web = Web
conduit-kind-lgwan_asp = LGWAN-ASP
conduit-kind-update_relay = Update relay
conduit-kind-remote_maintenance = Remote maintenance
conduit-kind-telework = Telework
conduit-kind-management = Monitoring and management
conduit-kind-cloud_sharing = Sharing at a cloud service
conduit-kind-wireless = Wireless access

conduit-limit-destinations = listed destinations only
conduit-limit-tenant = own tenant only
conduit-limit-addresses = MAC and IP addresses limited
conduit-limit-ports = ports limited
conduit-limit-one_way = started from one side only
conduit-limit-clipboard_out = clipboard can be copied out
conduit-limit-file_redirection = files pass through the session
conduit-limit-authentication_only = ① authentication and definition files only
conduit-limit-communication = ② up to communication tools
conduit-limit-file_exchange = ③ up to exchange of files with outsiders
conduit-limit-on_demand = open only during work
conduit-limit-multi_factor = multi-factor authentication
conduit-limit-closed = Closed network only
conduit-limit-printing = Printing of the screen
conduit-limit-shared_host = Shared host (SBC)
conduit-limit-local_container = Container on the terminal (secure browser)

flow-none = none
flow-to_target = to its end
flow-to_source = to its start
flow-both = both ways

asset-class-c3_a = Confidentiality 3A
asset-class-c3_b = Confidentiality 3B
asset-class-c3_c = Confidentiality 3C
asset-class-c2 = Confidentiality 2
asset-class-c1 = Confidentiality 1

category-technical = Technical
category-organisational = Organisational
category-human = Human

attacker-broad = spreads wherever it can
attacker-targeted = takes the quickest way to its goal

begins-anytime = begins at any hour of the week
begins-office_hours = begins Monday to Friday, 9 to 17
begins-outside_office_hours = begins outside Monday to Friday, 9 to 17

alarm-hours-always = 24 hours, 365 days
alarm-hours-office = Monday to Friday, 9 to 17

application-class-web = Web
application-class-mail = Mail
application-class-cloud_office = Cloud office
application-class-cloud_authentication = Cloud authentication
application-class-web_meeting = Web meetings and chat
application-class-cloud_file = File exchange in the cloud
application-class-business = Business systems
application-class-my_number_business = My Number business
application-class-lgwan = Services on LGWAN
application-class-definitions = Definition files
application-class-updates = Monthly updates
application-class-telework = Telework
application-class-portal = Residents' portal

side-down = to the terminal
side-up = from the terminal

severity-error = error
severity-warning = warning


dimension-plain = number
dimension-share = share
dimension-rate = rate
dimension-size = data
dimension-time = time
dimension-money = money
dimension-frequency = frequency

form-fixed = fixed
form-exponential = exponential
form-gamma = gamma
form-lognormal = lognormal
form-pert = PERT
form-uniform = uniform

field-residents = residents
field-staff = staff
field-terminals = terminals
field-branches = branch sites
field-pay_per_hour = pay per hour
field-stands_for = bodies of its kind
field-count = units
field-patch_age = age of fixes not applied
field-throughput = throughput
field-sessions = concurrent sessions
field-delay_per_mb = time per MB
field-session_setup = work on a new connection
field-background_down = load of others, down
field-background_up = load of others, up
field-background_flows = flows of others
field-background_sessions = connections of others
field-capacity = line rate
field-delay = delay
field-lines = lines
field-yearly = yearly price
field-records = records
field-holds = probability that it works
field-lets_through = share let through while it works
field-probability = probability of detection
field-detects-delay = time to alarm
field-response_delay = time to containment
field-initial = initial price
field-initial_per_seat = initial price per seat
field-yearly_per_seat = yearly price per seat
field-coverage = coverage
field-success = success probability
field-time = time needed
field-patch_half_age = half age of late patching
field-base = base damage
field-per_record = damage per record
field-lost_hours_per_staff = hours lost per member of staff
field-rate = occurrences a year
field-users = share of users
field-uses_per_day = uses per person and day
field-size = data per use
field-lasts = length of a use
field-down = rate down
field-up = rate up
field-satisfied_at = share of the rate that satisfies
field-round_trip = longest round trip
field-within = spread of starts
field-from_peers = share from peers or a relay
field-screen_down = screen transfer, down
field-screen_up = screen transfer, up
field-screen_lasts = length of a use by screen
